#requires -Version 5.1
# Tests of differences in Windows and in Windows PowerShell.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester reads them.')]
param()

BeforeDiscovery {
    $isWindows51 = $PSVersionTable.PSEdition -eq 'Desktop'
    if (-not $isWindows51) { Write-Warning 'Windows PowerShell NOT TESTED: this shell is PowerShell 7, which has no execution policy outside Windows and does not load the module''s assemblies.' }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Acceptance.psm1", "$PSScriptRoot/Sandbox.psm1" -Force
    $module = Get-TestedModule
    Import-Module $module

    function Invoke-Text {
        param([string] $Text)
        Set-Content "$TestDrive/text.ps1" $Text -Encoding utf8
        Invoke-Script "$TestDrive/text.ps1"
    }
}

Describe 'TLS of callback URLs' {
    # .NET Framework refuses SslProtocols.None (the system default) in a process that has set its own protocols.
    It 'is checked when the process has set its own protocols' {
        $run = Invoke-Text @"
`$ErrorActionPreference = 'Stop'
[Net.ServicePointManager]::SecurityProtocol = 'Tls12'
Import-Module '$module'
`$key = [Security.Cryptography.RSA]::Create(2048)
`$request = New-Object Security.Cryptography.X509Certificates.CertificateRequest 'CN=localhost', `$key, ([Security.Cryptography.HashAlgorithmName]::SHA256), ([Security.Cryptography.RSASignaturePadding]::Pkcs1)
`$bare = `$request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(90))
`$certificate = New-Object Security.Cryptography.X509Certificates.X509Certificate2 (, `$bare.Export('Pfx'))
`$listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
`$listener.Start()
`$server = [powershell]::Create().AddScript({
    param(`$listener, `$certificate)
    `$tls = New-Object Net.Security.SslStream `$listener.AcceptTcpClient().GetStream()
    try { `$tls.AuthenticateAsServer(`$certificate, `$false, 'Tls12', `$false) } catch { }
}).AddArgument(`$listener).AddArgument(`$certificate)
`$null = `$server.BeginInvoke()
`$health = Test-CentryWebhook -CallbackUrl "https://localhost:`$(`$listener.LocalEndpoint.Port)/avisos"
"expires: `$(`$health.CertificateExpiresAt -gt [DateTimeOffset]::Now)"
"problem: `$(`$health.Problem -join '; ')"
"@

        $run.Output | Should -Match 'expires: True'
        $run.Output | Should -Match 'problem: .*(self-signed|root|issuer)'
        $run.ExitCode | Should -Be 0
    }
}

Describe 'Windows PowerShell' -Skip:(-not $isWindows51) {
    It 'loads the module under RemoteSigned but not under Restricted' {
        $loads = foreach ($policy in 'RemoteSigned', 'Restricted') {
            & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -ExecutionPolicy $policy -Command "Import-Module '$module' -ErrorAction SilentlyContinue; [bool] (Get-Command Get-CentryOrder -Module CentryPS -ErrorAction Ignore)"
        }

        $loads | Should -Be 'True', 'False'
    }

    It 'works after other modules have loaded <Loaded>' -ForEach @(
        @{ Loaded = 'a copy of its assemblies'; Prepare = {
                param($Folder, $Target)
                Copy-Item "$Folder/System.Text.Json.dll", "$Folder/System.Memory.dll" $Target
            }
        }
        @{ Loaded = 'assemblies of other versions'; Prepare = {
                param($Folder, $Target)
                foreach ($name in 'System.Text.Json', 'System.Memory') {
                    Add-Type "[assembly: System.Reflection.AssemblyVersion(`"3.2.1.0`")] public class Other$($name -replace '\.') { }" -OutputAssembly "$Target/$name.dll" -OutputType Library
                }
            }
        }
    ) {
        $target = (New-Item "$TestDrive/$([guid]::NewGuid())" -ItemType Directory).FullName
        & $Prepare (Join-Path (Split-Path $module) 'Desktop') $target
        $sandbox = Start-CentrySandbox
        try {
            $run = Invoke-Text @"
`$ErrorActionPreference = 'Stop'
Get-Item '$target/*.dll' | ForEach-Object { `$null = [Reflection.Assembly]::LoadFrom(`$_.FullName) }
Import-Module '$module'
Connect-Centry -BaseUri '$($sandbox.BaseUri)' -AccessToken '$($sandbox.AccessToken)'
(Get-CentryWebhook -First 1).GetType().Name
(Set-CentryOrder (Get-CentryOrder -First 1).Id -BuyerFirstName Ana).BuyerFirstName
"@
        }
        finally {
            $sandbox | Stop-CentrySandbox
        }

        $run.Output.Trim() -split '\r?\n' | Should -Be 'CentryWebhook', 'Ana'
        $run.ExitCode | Should -Be 0
    }
}

Describe 'A number from a workbook' {
    It 'is sent with all digits' {
        $sandbox = Start-CentrySandbox
        try {
            Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
            $row = [pscustomobject] @{ Id = (Get-CentryOrder -First 1).Id; BuyerPhone = [double] 2000003508419013 }

            ($row | Set-CentryOrder).BuyerPhone | Should -Be '2000003508419013'
        }
        finally {
            $sandbox | Stop-CentrySandbox
            Disconnect-Centry
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"

    # Runs a tester's script in a separate shell.
    function Invoke-Sandbox([string] $Script, [string[]] $ArgumentList = @()) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content $file "`$ErrorActionPreference = 'Stop'; Import-Module '$(Get-SandboxManifest)'; $Script"
        Invoke-Script $file -ArgumentList $ArgumentList
    }

    # Checks the port: an ended process may still be listed if its parent has not read its exit code.
    function Test-Stopped([string] $Output) {
        $port = [int] [regex]::Match($Output, 'port: (\d+)').Groups[1].Value
        $port | Should -BeGreaterThan 0
        $deadline = (Get-Date).AddSeconds(30)
        do {
            $client = New-Object System.Net.Sockets.TcpClient
            try { $client.Connect('127.0.0.1', $port) } catch { return $true } finally { $client.Dispose() }
        } while ((Get-Date) -lt $deadline)
        $false
    }
}

Describe 'The module CentryPS.Sandbox' {
    BeforeEach {
        $sandbox = $other = $null
    }

    AfterEach {
        foreach ($each in $sandbox, $other) { if ($each -and -not $each.Process.HasExited) { Stop-CentrySandbox $each } }
    }

    It 'starts a sandbox, which is the default while only one runs' {
        $sandbox = Start-CentrySandbox
        $headers = @{ Authorization = "Bearer $($sandbox.AccessToken)" }
        @(Invoke-RestMethod "$($sandbox.BaseUri)conexion/v1/orders.json" -Headers $headers | ForEach-Object { $_ }).Count | Should -Be 6
        $sandbox.Application.UserName | Should -Be 'sandbox-client'

        Add-CentryFault @{ fault = 'status'; status = 503; times = 2 }, @{ fault = 'cut'; path = 'orders' }
        (Get-CentryFault).fault | Should -Be 'status', 'cut'
        @{ fault = 'html' } | Add-CentryFault
        @(Get-CentryFault).Count | Should -Be 3
        Clear-CentryFault
        Get-CentryFault | Should -BeNullOrEmpty
        Get-CentryDelivery | Should -BeNullOrEmpty
        Stop-CentrySandbox
        $sandbox.Process.HasExited | Should -BeTrue
    }

    It 'lists running sandboxes and stops them from the pipeline' {
        Get-CentrySandbox | Should -BeNullOrEmpty
        $sandbox, $other = (Start-CentrySandbox), (Start-CentrySandbox)
        (Get-CentrySandbox).BaseUri | Should -Be $sandbox.BaseUri, $other.BaseUri
        { Get-CentryFault } | Should -Throw -ExpectedMessage '*Get-CentrySandbox*'

        $other.Process.Kill()
        $other.Process.WaitForExit()
        (Get-CentrySandbox).BaseUri | Should -Be $sandbox.BaseUri

        Get-CentrySandbox | Stop-CentrySandbox
        $sandbox.Process.HasExited | Should -BeTrue
        Get-CentrySandbox | Should -BeNullOrEmpty
    }

    It 'refuses an empty variable instead of stopping the default sandbox' {
        $sandbox = Start-CentrySandbox
        { Stop-CentrySandbox $other } | Should -Throw
        $sandbox.Process.HasExited | Should -BeFalse
    }

    It 'keeps a sandbox running after Ctrl-C in its shell' -Skip:($env:OS -eq 'Windows_NT') {
        $sandbox = Start-CentrySandbox
        & kill -INT $sandbox.Process.Id
        (Invoke-RestMethod "$($sandbox.BaseUri)sandbox/faults") | Should -BeNullOrEmpty
        $sandbox.Process.HasExited | Should -BeFalse
    }

    It 'separates companies, each with its own sign-in' {
        $sandbox = Start-CentrySandbox -CompanyCount 2
        $sandbox.Company.Count | Should -Be 2
        $orders = foreach ($company in $sandbox.Company) {
            (Invoke-RestMethod "$($sandbox.BaseUri)conexion/v1/orders.json?limit=1" -Headers @{ Authorization = "Bearer $($company.AccessToken)" }).company_id
        }
        $orders | Should -Be $sandbox.Company.Id
        $sandbox.Company.Application.UserName | Should -Be 'sandbox-client', 'sandbox-client-2'
    }

    It 'refuses calls beyond the rate limit' {
        $sandbox = Start-CentrySandbox -Rate 0.001 -Burst 2
        $call = { Invoke-WebRequest "$($sandbox.BaseUri)conexion/v1/sizes.json" -Headers @{ Authorization = "Bearer $($sandbox.AccessToken)" } -UseBasicParsing }
        (& $call).StatusCode, (& $call).StatusCode | Should -Be 200, 200
        $call | Should -Throw '*429*'
        { Start-CentrySandbox -Burst 2 } | Should -Throw -ErrorId 'BurstWithoutRate,*'
    }

    It 'stores data in a file and expires tokens after the given time' {
        $data = Join-Path $TestDrive 'tienda con espacio.json'
        $sandbox = Start-CentrySandbox -DataFile $data -TokenLifetime 60 -Revocation Renewal
        $headers = @{ Authorization = "Bearer $($sandbox.AccessToken)" }
        $null = Invoke-RestMethod "$($sandbox.BaseUri)conexion/v1/orders.json" -Method Post -Headers $headers -Body '{}' -ContentType application/json
        $body = @{ grant_type = 'client_credentials'; client_id = $sandbox.Application.UserName; client_secret = $sandbox.Application.GetNetworkCredential().Password }
        (Invoke-RestMethod "$($sandbox.BaseUri)oauth/token" -Method Post -Body $body).expires_in | Should -Be 60
        Stop-CentrySandbox $sandbox
        $sandbox = Start-CentrySandbox -DataFile $data
        $headers = @{ Authorization = "Bearer $($sandbox.AccessToken)" }
        @(Invoke-RestMethod "$($sandbox.BaseUri)conexion/v1/orders.json" -Headers $headers | ForEach-Object { $_ }).Count | Should -Be 7
    }

    It 'fails when several sandboxes or none run and none is specified' {
        { Get-CentryFault } | Should -Throw -ErrorId 'NoSandbox,*'
        $sandbox = Start-CentrySandbox
        $other = Start-CentrySandbox
        { Clear-CentryFault } | Should -Throw -ErrorId 'SeveralSandboxes,*'
        $other | Stop-CentrySandbox
        { Get-CentryFault $other } | Should -Throw -ErrorId 'SandboxEnded,*'
        Get-CentryFault | Should -BeNullOrEmpty
    }

    It 'refuses an unknown fault and an unknown server' {
        $sandbox = Start-CentrySandbox
        { Add-CentryFault @{ fault = 'thunder' } } | Should -Throw '*thunder*' -ErrorId 'InvalidFault,*'
        { Start-CentrySandbox -Path (Join-Path $TestDrive 'none.dll') } | Should -Throw -ErrorId 'ServerMissing,*'
        { Start-CentrySandbox -Port $sandbox.BaseUri.Port } | Should -Throw -ErrorId 'NotStarted,*'
    }

    It 'starts nothing with -WhatIf' {
        Start-CentrySandbox -WhatIf | Should -BeNullOrEmpty
        { Stop-CentrySandbox } | Should -Throw -ErrorId 'NoSandbox,*'
    }

    It 'stops the server when <Ending>' -ForEach @(
        @{ Ending = 'the module is removed'; Script = 'Remove-Module CentryPS.Sandbox; $sandbox.Process.WaitForExit(30000)' }
        @{ Ending = 'the shell ends'; Script = 'exit 0' }
        @{ Ending = 'the script fails'; Script = 'throw "over"' }
        @{ Ending = 'the shell is killed'; Script = '(Get-Process -Id $PID).Kill(); while ($true) { }' }
    ) {
        $run = Invoke-Sandbox "`$sandbox = Start-CentrySandbox; `"port: `$(`$sandbox.BaseUri.Port)`"; $Script"
        Test-Stopped $run.Output | Should -BeTrue
    }

    It 'advises what to install when dotnet or ASP.NET Core is missing: <Case>' -ForEach @(
        @{ Case = 'no dotnet'; Runtime = $null; ErrorId = 'DotNetMissing' }
        @{ Case = 'an old version'; Runtime = 'Microsoft.AspNetCore.App 8.0.11 [here]'; ErrorId = 'RuntimeMissing' }
        @{ Case = '.NET only'; Runtime = 'Microsoft.NETCore.App 10.0.1 [here]'; ErrorId = 'RuntimeMissing' }
    ) {
        $path = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        if ($Runtime -and [IO.Path]::DirectorySeparatorChar -eq '\') { Set-Content (Join-Path $path 'dotnet.cmd') "@echo $Runtime" }
        elseif ($Runtime) {
            [IO.File]::WriteAllText((Join-Path $path 'dotnet'), "#!/bin/sh`necho '$Runtime'`n")
            & chmod +x (Join-Path $path 'dotnet')
        }
        $previous = $env:PATH
        try {
            $env:PATH = $path.FullName
            $failure = { Start-CentrySandbox } | Should -Throw -ErrorId "$ErrorId,*" -PassThru
        }
        finally {
            $env:PATH = $previous
        }
        $failure.Exception.Message | Should -Match 'ASP\.NET Core.*https://dotnet\.microsoft\.com'
    }

    It 'has help in both languages for every command and every parameter' {
        $names = (Import-PowerShellDataFile (Get-SandboxManifest)).FunctionsToExport
        $names.Count | Should -Be 7
        foreach ($culture in 'en-US', 'es') {
            $run = Invoke-Sandbox "[cultureinfo]::CurrentUICulture = '$culture'; Get-Command -Module CentryPS.Sandbox | ForEach-Object { `$help = Get-Help `$_.Name -Full; `"`$(`$_.Name): `$(`$help.Synopsis) `$(`@(`$help.parameters.parameter | Where-Object { `$_ -and -not `$_.description }).Count)`" }"
            foreach ($name in $names) { $run.Output | Should -Match "$name`: [A-Z][^\r\n]{15,}\. 0\r?\n" }
        }
    }
}

BeforeDiscovery {
    $hasVault = $PSVersionTable.PSVersion.Major -ge 7 -and (Get-Module Microsoft.PowerShell.SecretStore -ListAvailable)
    if (-not $hasVault) { Write-Warning 'Saved sign-ins NOT TESTED with a vault: Microsoft.PowerShell.SecretManagement and Microsoft.PowerShell.SecretStore are not installed.' }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    $sandbox = Start-CentrySandbox
    $manifest = Get-TestedModule

    # SecretStore has one store per user: each shell gets a home folder in the test drive. Windows does not support
    # this; there, only the unit tests cover saved sign-ins.
    function Invoke-AsNewUser([string] $Script, [string] $Name = 'user') {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        $userHome = New-Item (Join-Path $TestDrive $Name) -ItemType Directory -Force
        $before = $env:HOME, $env:XDG_DATA_HOME
        $env:HOME, $env:XDG_DATA_HOME = $userHome.FullName, (Join-Path $userHome 'data')
        try {
            Set-Content $file -Value "Import-Module '$manifest'; `$ProgressPreference = 'SilentlyContinue'; $Script"
            (Invoke-Script $file).Output.Trim()
        }
        finally { $env:HOME, $env:XDG_DATA_HOME = $before }
    }

    $newStore = @'
        Import-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
        $password = [Net.NetworkCredential]::new('', 'contrasena').SecurePassword
        Reset-SecretStore -Password $password -Authentication Password -Interaction None -Force -Confirm:$false -WarningAction Ignore | Out-Null
        Register-SecretVault Microsoft.PowerShell.SecretStore -Name Local -DefaultVault

'@
    $open = "Set-SecretStoreConfiguration -Authentication None -Interaction None -Password `$password -Confirm:`$false`n"

    function Get-SaveScript([string] $Name) {
        $code = Get-CentryCode $sandbox
        "`$application = [pscredential]::new('$($sandbox.Application.UserName)', [Net.NetworkCredential]::new('', '$($sandbox.Application.GetNetworkCredential().Password)').SecurePassword)
        Connect-Centry -Name $Name -Credential `$application -AuthorizationCode '$code' -BaseUri '$($sandbox.BaseUri)'`n"
    }
}

AfterAll { $sandbox | Stop-CentrySandbox }

Describe 'A saved sign-in' -Skip:(-not $hasVault -or $IsWindows) {
    BeforeAll {
        $output = Invoke-AsNewUser ($newStore + $open + (Get-SaveScript norte) + (Get-SaveScript sur))
    }

    It 'can be used by another process' {
        $output | Should -BeNullOrEmpty
        Invoke-AsNewUser 'Connect-Centry -Name norte; (Get-CentryOrder -First 1).SessionName' | Should -Be 'norte'
    }

    It 'is shown without a secret' {
        $screen = Invoke-AsNewUser 'Get-CentrySignIn | Out-String -Width 90; Get-CentrySignIn norte | Format-List * | Out-String'
        $screen | Should -Match '(?m)^norte +http://127\S+ +AuthorizationCode'
        $screen | Should -Match 'Scope +: .*read_orders'
        $screen | Should -Not -Match 'sandbox-secret'
    }

    It 'can be saved for each of several companies' {
        $names = Invoke-AsNewUser @"
            Get-CentrySignIn | ForEach-Object -Parallel {
                Import-Module '$manifest'
                Connect-Centry -Name `$_.Name
                (Get-CentryOrder -First 1).SessionName
            } | Sort-Object
"@
        $names -split '\r?\n' | Should -Be 'norte', 'sur'
    }

    It 'can be used by four processes at once' {
        $work = '1..4 | ForEach-Object { Connect-Centry -Name norte; (Get-CentryOrder -First 1).SessionName }'
        $userHome = Join-Path $TestDrive 'user'
        $jobs = 1..4 | ForEach-Object {
            Start-Job {
                [Environment]::SetEnvironmentVariable('HOME', $using:userHome)
                [Environment]::SetEnvironmentVariable('XDG_DATA_HOME', (Join-Path $using:userHome 'data'))
                Import-Module $using:manifest
                & ([scriptblock]::Create($using:work))
            }
        }
        $output = $jobs | Receive-Job -Wait -AutoRemoveJob
        ($output | Where-Object { $_ -eq 'norte' }).Count | Should -Be 16
        Invoke-AsNewUser 'Connect-Centry -Name norte; (Get-CentryOrder -First 1).SessionName' | Should -Be 'norte' -Because 'the last token is kept'
    }

    It 'is removed from the vault' {
        Invoke-AsNewUser 'Remove-CentrySignIn norte -Confirm:$false; (Get-CentrySignIn).Name; @(Get-SecretInfo CentryPS-*).Count' | Should -Match '^sur\s+1$'
    }

    It 'reports a locked vault at once, in Spanish too' {
        $script = '[cultureinfo]::CurrentUICulture = "es-CL"; try { Connect-Centry -Name norte } catch { $_.FullyQualifiedErrorId; "$_"; $_.ErrorDetails.RecommendedAction }'
        $null = Invoke-AsNewUser $newStore -Name locked
        $output = Invoke-AsNewUser $script -Name locked
        $output | Should -Match '^NotConnected,'
        $output | Should -Match 'El almacén Local está bloqueado'
        $output | Should -Match 'Unlock-SecretStore'
        $unlock = 'Unlock-SecretStore -Password ([Net.NetworkCredential]::new("", "contrasena").SecurePassword);'
        Invoke-AsNewUser "$unlock $script" -Name locked | Should -Match '^NotFound,'
    }

    It 'advises to register a vault when there is none' {
        Invoke-AsNewUser 'try { Connect-Centry -Name norte } catch { $_.ErrorDetails.RecommendedAction }' -Name nobody | Should -Match 'Register-SecretVault'
    }
}

Describe 'Without SecretManagement' {
    It 'sign-in by name fails with advice, and other sign-ins work' {
        $output = Invoke-AsNewUser @"
            `$env:PSModulePath = Join-Path `$PSHOME Modules
            try { Connect-Centry -Name norte } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }
            Connect-Centry -BaseUri '$($sandbox.BaseUri)' -AccessToken '$($sandbox.AccessToken)'
            @(Get-CentryWebhook).Count
"@ -Name none
        $output | Should -Match '^NotConnected,'
        $output | Should -Match 'Install-PSResource Microsoft.PowerShell.SecretManagement'
        $output | Should -Match '(?m)^3\s*$'
    }
}

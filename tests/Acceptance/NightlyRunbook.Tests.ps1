BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    $modules = Install-TestedModule (Join-Path $TestDrive 'Modules')
    $runbook = Join-Path $TestDrive 'runbook.ps1'
    $store = Join-Path $TestDrive 'refresh-token.txt'
    Set-Content $runbook -Value @'
        $ErrorActionPreference = 'Stop'
        Import-Module CentryPS
        $store = Join-Path $PSScriptRoot 'refresh-token.txt'
        if (Test-Path $store) { $env:CENTRY_REFRESH_TOKEN = Get-Content $store }
        Connect-Centry -OnTokenRefresh {
            param($tokens)
            Set-Content (Join-Path $PSScriptRoot 'refresh-token.txt') ([Net.NetworkCredential]::new('', $tokens.RefreshToken).Password)
        }
        $orders = @(Get-CentryOrder -Status pending | Select-Object -First 1 | Set-CentryOrder -Status shipped)
        "shipped: $($orders.Count)"
        exit 0
'@
    $env:CENTRY_BASE_URI = $sandbox.BaseUri
    $env:CENTRY_CLIENT_ID = $sandbox.Application.UserName
    $env:CENTRY_CLIENT_SECRET = $sandbox.Application.GetNetworkCredential().Password
}

AfterAll {
    Remove-Item Env:CENTRY_BASE_URI, Env:CENTRY_CLIENT_ID, Env:CENTRY_CLIENT_SECRET -ErrorAction Ignore
    $sandbox | Stop-CentrySandbox
}

Describe 'A runbook that runs every night' {
    BeforeAll {
        function Save-RefreshToken {
            Connect-Centry -Credential $sandbox.Application -AuthorizationCode (Get-CentryCode $sandbox) -OnTokenRefresh {
                param($tokens)
                Set-Content $store ([Net.NetworkCredential]::new('', $tokens.RefreshToken).Password)
            }
        }
    }

    AfterEach {
        Clear-CentryFault $sandbox
        Remove-Item $store -ErrorAction Ignore
        Remove-Item Env:CENTRY_REFRESH_TOKEN, Env:CENTRY_ACCESS_TOKEN -ErrorAction Ignore
    }

    It 'signs in from the environment with client credentials' {
        $night = Invoke-Script $runbook -ModulePath $modules
        $night.Output | Should -Match 'shipped: 1'
        $night.ExitCode | Should -Be 0
        $store | Should -Not -Exist
    }

    It 'uses the refresh token that the previous night stored' {
        Save-RefreshToken
        $tokens = @(Get-Content $store)
        foreach ($night in 1, 2) {
            (Invoke-Script $runbook -ModulePath $modules).ExitCode | Should -Be 0
            $tokens += Get-Content $store
        }
        @($tokens | Select-Object -Unique).Count | Should -Be 3
    }

    It 'stores the tokens of a renewal during the work' {
        Save-RefreshToken
        $before = Get-Content $store
        Add-CentryFault $sandbox @{ fault = 'status'; status = 401; path = 'orders' }
        $night = Invoke-Script $runbook -ModulePath $modules
        $night.Output | Should -Match 'shipped: '
        $night.ExitCode | Should -Be 0
        Get-CentryFault $sandbox | Should -BeNullOrEmpty

        # The stored token is the latest: the next run signs in with it.
        Get-Content $store | Should -Not -Be $before
        (Invoke-Script $runbook -ModulePath $modules).ExitCode | Should -Be 0
    }

    It 'fails with an exit code and a reason when the stored token is invalid' {
        Set-Content $store 'used-up'
        $night = Invoke-Script $runbook -ModulePath $modules
        $night.ExitCode | Should -Not -Be 0
        $night.Output -replace '\r?\n' | Should -Match 'invalid_grant' -Because 'long lines may be broken'
        $night.Output | Should -Not -Match 'sandbox-secret|shipped:'
    }

    It 'fails with an exit code when Centry refuses a call' {
        Add-CentryFault $sandbox @{ fault = 'status'; status = 403; path = 'orders' }
        $night = Invoke-Script $runbook -ModulePath $modules
        $night.ExitCode | Should -Not -Be 0
        $night.Output -replace '\r?\n' | Should -Match '403'
    }

    It 'prefers an access token of the environment and requests none' {
        $env:CENTRY_ACCESS_TOKEN = $sandbox.AccessToken
        Add-CentryFault $sandbox @{ fault = 'status'; status = 400; path = '/oauth/token' }
        (Invoke-Script $runbook -ModulePath $modules).ExitCode | Should -Be 0
        @(Get-CentryFault $sandbox).Count | Should -Be 1
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    $env:CENTRY_BASE_URI = $sandbox.BaseUri
}

AfterAll {
    Remove-Item Env:CENTRY_BASE_URI
    $sandbox | Stop-CentrySandbox
}

Describe 'Secrets' {
    It 'do not appear in a transcript' {
        $script = Join-Path $TestDrive 'talkative.ps1'
        Set-Content $script -Value @'
            param($Manifest)
            $code = $env:TEST_CODE
            Start-Transcript (Join-Path $PSScriptRoot 'transcript.txt') | Out-Null
            $VerbosePreference = $DebugPreference = 'Continue'
            Import-Module $Manifest -Verbose:$false
            $password = New-Object Security.SecureString
            'sandbox-secret'.ToCharArray() | ForEach-Object { $password.AppendChar($_) }
            $application = New-Object Management.Automation.PSCredential 'sandbox-client', $password
            Connect-Centry -Credential $application -AuthorizationCode $code -OnTokenRefresh {
                param($tokens)
                [IO.File]::AppendAllText((Join-Path $PSScriptRoot 'secrets.txt'), [Net.NetworkCredential]::new('', $tokens.AccessToken).Password + "`n")
                [IO.File]::AppendAllText((Join-Path $PSScriptRoot 'secrets.txt'), [Net.NetworkCredential]::new('', $tokens.RefreshToken).Password + "`n")
                $tokens | Format-List | Out-Host
            }
            $session = Get-CentrySession
            $session | Format-List * -Force
            $session | ConvertTo-Json -Depth 4 -WarningAction Ignore
            Get-CentryWebhook -First 1 | Set-CentryWebhook -AddTopic OrderSave
            Get-CentryWebhook -Id nada
            Connect-Centry -Credential $application -AuthorizationCode $code
            $Error | Format-List * -Force
            $session | Export-Clixml (Join-Path $PSScriptRoot 'session.xml') -Depth 5
            $Error | Export-Clixml (Join-Path $PSScriptRoot 'errors.xml') -Depth 4
            Stop-Transcript | Out-Null
'@
        # Passed in the environment, because a transcript begins with the command line.
        $env:TEST_CODE = Get-CentryCode $sandbox
        $run = Invoke-Script $script -ArgumentList (Get-TestedModule)

        $run.Output | Should -Match 'invalid_grant' -Because 'a code can be used only once'
        $seen = $run.Output + ('transcript.txt', 'session.xml', 'errors.xml' | ForEach-Object { Get-Content (Join-Path $TestDrive $_) -Raw })
        $seen | Should -Match '/oauth/token'
        $secrets = @(Get-Content (Join-Path $TestDrive 'secrets.txt')) + $env:TEST_CODE
        Remove-Item Env:TEST_CODE
        $secrets.Count | Should -Be 3
        foreach ($secret in $secrets) { $seen.Contains($secret) | Should -BeFalse }
    }

    It 'are not sent to an unencrypted URL' {
        { Connect-Centry -BaseUri 'http://centry.example' -AccessToken 'abc-123' } | Should -Throw -ErrorId 'InsecureUri,*'
        Get-CentrySession | Should -BeNullOrEmpty
    }

    It 'cause an AuthenticationFailed error when they are invalid' {
        Connect-Centry -AccessToken 'worthless'
        { Get-CentryWebhook } | Should -Throw -ErrorId 'AuthenticationFailed,*' -Because 'no later call can succeed'
        Disconnect-Centry
    }

    It 'do not grant access beyond their scopes' {
        Connect-Centry -Credential $sandbox.Application -Scope public, read_webhook
        @(Get-CentryWebhook).Count | Should -Be 3
        { Get-CentryOrder -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionDenied,*'
        Disconnect-Centry
    }
}

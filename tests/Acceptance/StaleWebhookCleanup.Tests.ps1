BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
    $old = 1..3 | ForEach-Object { New-CentryWebhook -CallbackUrl "https://vieja.example/avisos/$_" -Topic OrderSave }
    $kept = (Get-CentryWebhook).Id | Where-Object { $_ -notin $old.Id }
}

AfterAll {
    Disconnect-Centry
    $sandbox | Stop-CentrySandbox
}

Describe 'Stale webhooks of a former shop' {
    It 'are found by callback URL, topic and age' {
        (Get-CentryWebhook -CallbackUrl 'https://vieja.example/*').Id | Should -Be $old.Id
        (Get-CentryWebhook -Topic OrderSave).Id | Should -Contain $old[0].Id
        (Get-CentryWebhook -CreatedBefore '2026-03-10').Id | Should -Be $kept
        Get-CentryWebhook -CreatedAfter ((Get-Date).AddYears(1)) | Should -BeNullOrEmpty
    }

    It 'are not removed with -WhatIf' {
        Add-CentryFault $sandbox @{ fault = 'status'; status = 500; method = 'DELETE' }, @{ fault = 'status'; status = 500; method = 'PUT' }
        $old | Remove-CentryWebhook -WhatIf
        $old | Remove-CentryWebhook -Force -WhatIf
        $old | Set-CentryWebhook -RemoveTopic OrderSave -WhatIf
        @(Get-CentryFault $sandbox).Count | Should -Be 2 -Because 'no request met a fault'
        Clear-CentryFault $sandbox
        (Get-CentryWebhook -CallbackUrl '*vieja*').Id | Should -Be $old.Id
    }

    It 'are not removed when $WhatIfPreference is set' {
        $WhatIfPreference = $true
        $old | Remove-CentryWebhook -Force
        $WhatIfPreference = $false
        (Get-CentryWebhook -CallbackUrl '*vieja*').Id | Should -Be $old.Id
    }

    It 'are removed with -Force, and no others' {
        $removed = Get-CentryWebhook -CallbackUrl 'https://vieja.example/*' | Remove-CentryWebhook -Force -PassThru
        $removed | Should -Be $old.Id
        (Get-CentryWebhook).Id | Should -Be $kept
    }

    It 'cause one error each when they no longer exist' {
        $old | Remove-CentryWebhook -Force -ErrorAction Ignore
        $removed = @($old[0].Id) + $kept[0] + $old[1].Id | Remove-CentryWebhook -Force -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed | Should -Be $kept[0]
        $failed.TargetObject | Should -Be $old[0].Id, $old[1].Id
        $failed.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }
}

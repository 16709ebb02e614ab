BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
    $order = Get-CentryOrder -First 1
}

AfterAll {
    Disconnect-Centry
    $sandbox | Stop-CentrySandbox
}

Describe 'A transient outage' {
    AfterEach {
        if (-not $sandbox.Process.HasExited) { Clear-CentryFault $sandbox }
    }

    It 'is retried without an error: <Name>' -ForEach @(
        @{ Name = 'too many calls (429)'; Fault = @{ fault = 'status'; status = 429; times = 2 } }
        @{ Name = 'maintenance (503)'; Fault = @{ fault = 'status'; status = 503; times = 2 } }
        @{ Name = 'a connection lost before'; Fault = @{ fault = 'drop_before'; times = 2 } }
        @{ Name = 'a connection lost after'; Fault = @{ fault = 'drop_after'; times = 2 } }
        @{ Name = 'a truncated response'; Fault = @{ fault = 'cut'; times = 2 } }
    ) {
        Add-CentryFault $sandbox $Fault
        @(Get-CentryOrder).Count | Should -Be 6
        Get-CentryFault $sandbox | Should -BeNullOrEmpty

        Add-CentryFault $sandbox $Fault
        $phone = "+56 2 $(New-Guid)"
        (Set-CentryOrder -Id $order.Id -BuyerPhone $phone).BuyerPhone | Should -Be $phone
        Get-CentryFault $sandbox | Should -BeNullOrEmpty
    }

    It 'is logged with -Verbose' {
        Add-CentryFault $sandbox @{ fault = 'status'; status = 503 }
        $messages = Get-CentryOrder -Id $order.Id -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$messages" | Should -Match '503.*200'
        "$messages" | Should -Not -Match $sandbox.AccessToken
    }

    It 'creates a webhook exactly once although the response is lost' {
        Add-CentryFault $sandbox @{ fault = 'drop_after'; method = 'POST' }
        $created = New-CentryWebhook -CallbackUrl 'https://tienda.example/una-vez' -Topic OrderSave
        @(Get-CentryWebhook -CallbackUrl '*una-vez').Id | Should -Be $created.Id
    }

    It 'removes a webhook without an error although the response is lost' {
        $webhook = New-CentryWebhook -CallbackUrl 'https://tienda.example/adios' -Topic OrderSave
        Add-CentryFault $sandbox @{ fault = 'drop_after'; method = 'DELETE' }
        $webhook | Remove-CentryWebhook -Force -PassThru | Should -Be $webhook.Id
        Get-CentryWebhook -CallbackUrl '*adios' | Should -BeNullOrEmpty
    }
}

Describe 'A lasting outage' {
    AfterEach {
        if (-not $sandbox.Process.HasExited) { Clear-CentryFault $sandbox }
    }

    BeforeAll {
        $impatient = Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken -MaximumRetryCount 1 -TimeoutSec 30 -NoDefault
    }

    It 'is an error with the reason: HTTP <Status> is <Code>' -ForEach @(
        @{ Status = 429; Code = 'RateLimited' }
        @{ Status = 503; Code = 'ServerError' }
    ) {
        Add-CentryFault $sandbox @{ fault = 'status'; status = $Status; times = 2 }
        Get-CentryOrder -Id $order.Id -Session $impatient -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike "$Code,*"
        [int] $failed[0].Exception.StatusCode | Should -Be $Status
        $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-CentryFault $sandbox | Should -BeNullOrEmpty
    }

    It 'returns an error instead of a partial list when a page fails' {
        Add-CentryFault $sandbox @{ fault = 'status'; status = 503; times = 1000; path = 'after=' }
        { Get-CentryOrder -PageSize 2 -Session $impatient -ErrorAction Stop } | Should -Throw -ErrorId 'ServerError,*'
    }

    It 'does not accept an HTML page as a response' {
        Add-CentryFault $sandbox @{ fault = 'html' }
        { Get-CentryOrder -Id $order.Id -Session $impatient -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidResponse,*'
    }

    It 'stops a pipeline with -ErrorAction Stop and has an error code for a runbook' {
        Add-CentryFault $sandbox @{ fault = 'status'; status = 503; times = 9 }
        $next = try { Set-CentryOrder -Id $order.Id -Status shipped -Session $impatient -ErrorAction Stop } catch [CentryPS.CentryException] {
            switch ($_.Exception.ErrorCode) {
                'ServerError' { 'tomorrow' }
                default { 'now' }
            }
        }
        $next | Should -Be 'tomorrow'
    }

    It 'is a connection failure when the server has stopped' {
        $sandbox | Stop-CentrySandbox
        $order.Id, $order.Id | Set-CentryOrder -Status shipped -Session $impatient -ErrorVariable failed -ErrorAction SilentlyContinue
        @($failed).Count | Should -Be 2
        $failed.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
    }
}

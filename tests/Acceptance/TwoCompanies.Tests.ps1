BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $north = Start-CentrySandbox
    $south = Start-CentrySandbox
    $shops = @($north, $south)
    $sessions = $shops | ForEach-Object { Connect-Centry -BaseUri $_.BaseUri -AccessToken $_.AccessToken -NoDefault }
    $module = Get-TestedModule
    $null = New-CentryWebhook -CallbackUrl 'https://norte.example/' -Topic OrderSave -Session $sessions[0]
    $null = New-CentryWebhook -CallbackUrl 'https://sur.example/' -Topic OrderSave -Session $sessions[1]

    function Get-Address($Session) { ([uri[]](Get-CentryWebhook -Session $Session).CallbackUrl).Host }
}

AfterAll {
    $sessions | ForEach-Object { Disconnect-Centry -Session $_ }
    $shops | Stop-CentrySandbox
}

Describe 'Two companies in one process' {
    It 'have no default session unless one is set' {
        Get-CentrySession | Should -BeNullOrEmpty
    }

    It 'are separated by -Session' {
        Get-Address $sessions[0] | Should -Contain 'norte.example'
        Get-Address $sessions[0] | Should -Not -Contain 'sur.example'
        Get-Address $sessions[1] | Should -Contain 'sur.example'
        Get-Address $sessions[1] | Should -Not -Contain 'norte.example'
    }

    It 'are separated by runspaces, each with its own default session' {
        $work = {
            param($Module, $BaseUri, $Token, $Name)
            Import-Module $Module
            Connect-Centry -BaseUri $BaseUri -AccessToken $Token
            foreach ($i in 1..10) { $null = New-CentryWebhook -CallbackUrl "https://$Name.example/espacio/$i" -Topic OrderSave }
            (Get-CentrySession).BaseUri
        }
        $shells = foreach ($i in 0, 1) {
            $arguments = $module, $shops[$i].BaseUri, $shops[$i].AccessToken, ('norte', 'sur')[$i]
            $shell = [powershell]::Create().AddScript($work)
            $arguments | ForEach-Object { $null = $shell.AddArgument($_) }
            [pscustomobject] @{ Shell = $shell; Wait = $shell.BeginInvoke() }
        }
        $used = foreach ($shell in $shells) {
            $shell.Shell.EndInvoke($shell.Wait)
            $shell.Shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Shell.Dispose()
        }
        $used | Should -Be $north.BaseUri, $south.BaseUri
        foreach ($i in 0, 1) {
            $hosts = ([uri[]](Get-CentryWebhook -CallbackUrl '*/espacio/*' -Session $sessions[$i]).CallbackUrl).Host
            $hosts.Count | Should -Be 10
            $hosts | Select-Object -Unique | Should -Be ('norte.example', 'sur.example')[$i]
        }
        Get-CentrySession | Should -BeNullOrEmpty -Because 'a default belongs to its runspace'
    }

    It 'share one session among many runspaces with $using:session' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $session = $sessions[0]
        $ids = (Get-CentryOrder -Session $session).Id
        $changed = $ids | ForEach-Object -Parallel {
            Import-Module $using:module
            Set-CentryOrder -Id $_ -BuyerPhone "norte $_" -Session $using:session
        } -ThrottleLimit 4
        ($changed.Id | Sort-Object) | Should -Be ($ids | Sort-Object)
        $changed | ForEach-Object { $_.BuyerPhone | Should -Be "norte $($_.Id)" }
        (Get-CentryOrder -Session $sessions[1]).BuyerPhone | Should -Not -Match 'norte'
    }

    It 'work in thread jobs' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $jobs = foreach ($session in $sessions) {
            Start-ThreadJob { Import-Module $using:module; ([uri[]](Get-CentryWebhook -CallbackUrl '*.example/' -Session $using:session).CallbackUrl).Host }
        }
        $jobs | Receive-Job -Wait -AutoRemoveJob | Sort-Object | Should -Be 'norte.example', 'sur.example'
    }

    It 'refuse orders of the other company, live or deserialized' {
        $file = Join-Path $TestDrive 'orders.xml'
        Get-CentryOrder -First 1 -Session $sessions[0] | Export-Clixml $file
        $orders = @(Get-CentryOrder -First 1 -Session $sessions[0]; Import-Clixml $file)
        $before = (Get-CentryOrder -Session $sessions[1]).BuyerPhone
        $orders | Set-CentryOrder -BuyerPhone '1' -Session $sessions[1] -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.Count | Should -Be 2
        $failed | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'WrongCompany,*' }
        (Get-CentryOrder -Session $sessions[1]).BuyerPhone | Should -Be $before
        ($orders | Set-CentryOrder -BuyerPhone '2' -Session $sessions[0]).BuyerPhone | Should -Be '2', '2'
        ($orders[0].Id | Set-CentryOrder -BuyerPhone '3' -Session $sessions[1]).BuyerPhone | Should -Be '3' -Because 'an id alone has no company'
    }

    It 'can copy webhooks between them' {
        $copied = Get-CentryWebhook -CallbackUrl '*norte.example/' -Session $sessions[0] | New-CentryWebhook -Session $sessions[1]
        $copied.CallbackUrl | Should -Be 'https://norte.example/'
        $copied.Topic | Should -Be 'OrderSave'
        Get-Address $sessions[1] | Should -Contain 'norte.example'
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
}

AfterAll {
    Disconnect-Centry
    $sandbox | Stop-CentrySandbox
}

Describe 'First steps at the prompt' {
    BeforeEach {
        Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
    }

    It 'fail with NotConnected before the sign-in' {
        Disconnect-Centry
        { Get-CentryWebhook -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'sign in with a token and print nothing' {
        Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken | Should -BeNullOrEmpty
        (Get-CentrySession).BaseUri | Should -Be $sandbox.BaseUri
        (Get-CentrySession).IsConnected | Should -BeFalse
        $null = Get-CentryOrder -First 1
        (Get-CentrySession).IsConnected | Should -BeTrue
    }

    It 'do not show the token' {
        $session = Get-CentrySession
        $shown = ($session | Format-List * -Force | Out-String) + ($session | ConvertTo-Json) + "$session"
        $shown | Should -Not -Match $sandbox.AccessToken
    }

    It 'create, find, change and remove a webhook' {
        $created = New-CentryWebhook -CallbackUrl 'https://tienda.example/primeros-pasos' -Topic OrderSave, OrderDelete
        $created.Id | Should -Match '^[0-9a-f]{24}$'

        $found = Get-CentryWebhook -CallbackUrl '*primeros-pasos'
        $found.Id | Should -Be $created.Id
        $found.Topic | Should -Be 'OrderSave', 'OrderDelete'

        $changed = $found | Set-CentryWebhook -AddTopic on_product_save -RemoveTopic OrderDelete
        "$($changed.Topic)" | Should -Be 'ProductSave OrderSave'

        $changed | Remove-CentryWebhook -Force | Should -BeNullOrEmpty
        { Get-CentryWebhook -Id $created.Id -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }

    It 'update only the specified attributes of an order' {
        $before = Get-CentryOrder -Status pending -First 1
        $after = Set-CentryOrder -Id $before.Id -BuyerPhone '+56 2 2987 6543' -Property @{ first_name = 'Ñandú' }
        $after.BuyerPhone | Should -Be '+56 2 2987 6543'
        $after.AdditionalProperties['first_name'] | Should -BeExactly 'Ñandú'
        $untouched = 'Status', 'BuyerFirstName', 'BuyerEmail', 'TotalAmount', 'OriginalData'
        ($after | Select-Object $untouched | Out-String) | Should -BeExactly ($before | Select-Object $untouched | Out-String)
    }

    It 'show no truncated amount at <Width> columns' -ForEach @(40, 60, 80, 120, 200 | ForEach-Object { @{ Width = $_ } }) {
        $orders = Get-CentryOrder
        $shown = $orders | Format-Table | Out-String -Width $Width
        foreach ($order in $orders) { $shown | Should -Match ([regex]::Escape($order.TotalAmount.ToString('N2'))) }
    }

    It 'show no truncated column of orders at <Width> columns' -ForEach @(
        @{ Width = 60; Last = 'NumberOrigin' }, @{ Width = 80; Last = 'Buyer' }, @{ Width = 120; Last = 'CreatedAt' }, @{ Width = 200; Last = 'BuyerEmail' }
    ) {
        $lines = (Get-CentryOrder | Format-Table -AutoSize:$false | Out-String -Width $Width) -split '\r?\n' | Where-Object { $_.Trim() }
        $lines.Count | Should -Be 8
        ($lines[0].Trim() -split ' +')[-1] | Should -Be $Last
    }

    It 'show an order with its control characters escaped' {
        $order = Set-CentryOrder -Id (Get-CentryOrder -First 1).Id -BuyerLastName "Muñoz$([char] 27)[2J"
        $shown = $order | Format-List | Out-String -Width 100
        $shown | Should -Match 'Buyer +: .+ Muñoz\?\[2J'
        $shown | Should -Match 'Items +: 1 × \S+  .+ 12\D?990\D00 CLP'
        $shown | Should -Match 'AddressShipping +: .+\r?\n +Av\. Libertador'
        $shown | Should -Not -Match '\x1b'
    }

    It 'complete the parts of an address within its braces' -Skip:($PSVersionTable.PSVersion -lt '7.6') {
        $line = 'Set-CentryOrder x -AddressShipping @{ City = 1; co'
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText |
            Should -Be 'Country', 'County'
    }

    It 'list all pages of any other endpoint' {
        $products = Invoke-CentryRequest -Path products.json -All
        @($products).Count | Should -Be 45
        @($products | Select-Object -ExpandProperty sku -Unique).Count | Should -Be 45
    }

    It 'have no session after signing out' {
        $session = Get-CentrySession
        Disconnect-Centry
        Get-CentrySession | Should -BeNullOrEmpty
        { Get-CentryOrder -Session $session -First 1 -ErrorAction Stop } | Should -Throw -ErrorId 'NotConnected,*'
    }
}

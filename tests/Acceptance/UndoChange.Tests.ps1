BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
    $file = Join-Path $TestDrive 'orders.csv'
    $journal = Join-Path $TestDrive 'r.csv'

    # 50 orders, including the initial ones.
    $headers = @{ Authorization = "Bearer $($sandbox.AccessToken)" }
    1..(50 - @(Get-CentryOrder).Count) | ForEach-Object {
        $body = @{ number_origin = "V-$_"; buyer_first_name = "Ana $_"; buyer_last_name = "Soto $_"; _status = 'pending' } | ConvertTo-Json
        $null = Invoke-RestMethod "$($sandbox.BaseUri)conexion/v1/orders.json" -Method Post -Headers $headers -Body $body -ContentType application/json
    }
    $before = Get-CentryOrder

    # Writes the last names into the column of the first names.
    $rows = $before | ForEach-Object { [pscustomobject]@{ _id = $_.Id; buyer_first_name = $_.BuyerLastName } }
    $rows | Export-Csv $file -NoTypeInformation -Encoding UTF8
    $null = Import-Csv $file -Encoding UTF8 | Set-CentryOrder -Undoable -ResultPath $journal

    # A colleague corrects one of the orders.
    $corrected = $before[20].Id
    $null = Set-CentryOrder $corrected -BuyerFirstName 'Anita'
    $previous = Get-CentryOrder

    Undo-CentryChange $journal -WhatIf -ErrorVariable previewed -ErrorAction SilentlyContinue
    $untouched = Get-CentryOrder
    Undo-CentryChange $journal -ErrorVariable failed -ErrorAction SilentlyContinue
}

AfterAll {
    Disconnect-Centry
    $sandbox | Stop-CentrySandbox
}

Describe 'A correction from the wrong column' {
    It 'is recorded in the journal with each old and new value' {
        $changes = Get-CentryChange $journal | Where-Object Command -EQ 'Set-CentryOrder'
        @($changes).Count | Should -Be 50
        @($changes | Where-Object { $_.Old.buyer_first_name -ceq $_.New.buyer_first_name }).Count | Should -Be 0
        $first = $changes | Where-Object Id -EQ $before[0].Id
        $first.Old.buyer_first_name | Should -BeExactly $before[0].BuyerFirstName
        $first.New.buyer_first_name | Should -BeExactly $before[0].BuyerLastName
        $first.ToDiff() | Should -BeLike "- buyer_first_name: *+ buyer_first_name: *"
    }

    It 'reports the conflict with -WhatIf and changes nothing' {
        ($untouched | Select-Object Id, BuyerFirstName | Out-String) | Should -BeExactly ($previous | Select-Object Id, BuyerFirstName | Out-String)
        @($previewed).Count | Should -Be 1
    }

    It 'is undone except for the order that a colleague corrected' {
        $after = Get-CentryOrder
        @($after | Where-Object { $_.Id -ne $corrected }).BuyerFirstName | Should -BeExactly @($before | Where-Object { $_.Id -ne $corrected }).BuyerFirstName
        ($after | Where-Object Id -EQ $corrected).BuyerFirstName | Should -BeExactly 'Anita'
    }

    It 'has one conflict that shows the order and both values' {
        @($failed).Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
        $failed[0].TargetObject.Id | Should -Be $corrected
        "$($failed[0])" | Should -BeLike "*$($before[20].NumberOrigin)*$($before[20].BuyerLastName)*Anita*"
    }

    It 'is undone only once: a second run reports only the conflict' {
        Undo-CentryChange $journal -ErrorVariable again -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        @($again).Count | Should -Be 1
        @(Get-CentryChange $journal | Where-Object { $_.Outcome -eq 'Applied' -and $_.Command -like 'Undo-CentryChange *' }).Count | Should -Be 49
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
    $file = Join-Path $TestDrive 'orders.csv'
    $ids = (Get-CentryOrder).Id

    # UTF-8 with a BOM: both editions detect it.
    function Write-File([string[]] $Line) {
        [IO.File]::WriteAllLines($file, $Line, [Text.UTF8Encoding]::new($true))
    }
}

AfterAll {
    Disconnect-Centry
    $sandbox | Stop-CentrySandbox
}

Describe 'Orders corrected from a CSV file' {
    It 'accept columns named as in the API and ignore unknown ones' {
        Write-File '_id,_status,buyer_first_name,total_amount,nota interna', "$($ids[0]),shipped,Íñigo José,15990.50,llamar"
        $order = Import-Csv $file | Set-CentryOrder
        $order.Status | Should -Be 'shipped'
        $order.BuyerFirstName | Should -BeExactly 'Íñigo José'
        $order.TotalAmount | Should -Be 15990.50
        $order.AdditionalProperties.Keys | Should -Not -Contain 'nota interna'
    }

    It 'accept columns named as the parameters' {
        Write-File 'Id;Status;BuyerEmail;ShippedDate', "$($ids[1]);received;nueva@correo.example;2026-03-31T17:30:00-03:00"
        $order = Import-Csv $file -Delimiter ';' | Set-CentryOrder
        $order.Status | Should -Be 'received'
        $order.BuyerEmail | Should -Be 'nueva@correo.example'
        $order.ShippedDate | Should -Be ([datetimeoffset] '2026-03-31T17:30:00-03:00')
    }

    It 'keep the attributes of blank cells' {
        $before = Get-CentryOrder -Id $ids[2]
        Write-File '_id,_status,buyer_phone,buyer_email,total_amount', "$($ids[2]),,+56 9 1111 1111,,"
        $after = Import-Csv $file | Set-CentryOrder
        $after.BuyerPhone | Should -Be '+56 9 1111 1111'
        $after.Status | Should -Be $before.Status
        $after.BuyerEmail | Should -Be $before.BuyerEmail
        $after.TotalAmount | Should -Be $before.TotalAmount
    }

    It 'report one error for a bad row and apply the others in order' {
        Write-File '_id,_status,buyer_phone', "$($ids[3]),shipped,1", "$($ids[4]),volando,2", "$($ids[5]),shipped,3"
        $orders = Import-Csv $file | Set-CentryOrder -ErrorVariable failed -ErrorAction SilentlyContinue
        $orders.Id | Should -Be $ids[3], $ids[5]
        $orders.BuyerPhone | Should -Be '1', '3'
        @($failed).Count | Should -Be 1
        $failed[0].TargetObject._id | Should -Be $ids[4]
        $failed[0].TargetObject.buyer_phone | Should -Be '2'
        (Get-CentryOrder -Id $ids[4]).BuyerPhone | Should -Not -Be '2'
    }

    It 'name the order that Centry refuses' {
        $missing = '0123456789abcdef01234567'
        Write-File '_id,buyer_phone', "$($ids[3]),4", "$missing,5", "$($ids[5]),6"
        $orders = Import-Csv $file | Set-CentryOrder -ErrorVariable failed -ErrorAction SilentlyContinue
        $orders.BuyerPhone | Should -Be '4', '6'
        @($failed).Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        "$($failed[0].TargetObject)" | Should -Match $missing
    }

    It 'refuse an ambiguous decimal comma' {
        $before = (Get-CentryOrder -Id $ids[0]).TotalAmount
        Write-File '_id;total_amount', "$($ids[0]);12.990,50"
        $null = Import-Csv $file -Delimiter ';' | Set-CentryOrder -ErrorVariable failed -ErrorAction SilentlyContinue
        @($failed).Count | Should -Be 1
        (Get-CentryOrder -Id $ids[0]).TotalAmount | Should -Be $before
    }

    It 'send nothing with -WhatIf' {
        Write-File '_id,_status', "$($ids[0]),cancelled"
        Add-CentryFault $sandbox @{ fault = 'status'; status = 500 }
        Import-Csv $file | Set-CentryOrder -WhatIf | Should -BeNullOrEmpty
        @(Get-CentryFault $sandbox).Count | Should -Be 1 -Because 'no request met the fault'
        Clear-CentryFault $sandbox
    }

    It 'are read from an exported file with decimal commas' {
        $orders = Get-CentryOrder -First 3
        $culture = [Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = 'es-CL'
            $orders | Select-Object Id, Status, BuyerFirstName, TotalAmount | Export-Csv $file -NoTypeInformation -Encoding UTF8
            $again = Import-Csv $file -Encoding UTF8 | Set-CentryOrder
        }
        finally {
            [Threading.Thread]::CurrentThread.CurrentCulture = $culture
        }
        $again.Id | Should -Be $orders.Id
        $again.BuyerFirstName | Should -BeExactly $orders.BuyerFirstName
        $again.TotalAmount | Should -Be $orders.TotalAmount
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
    $file = Join-Path $TestDrive 'pedidos.csv'
    $ids = (Get-CentryOrder).Id

    # Edits cells as a spreadsheet does: reads the file and rewrites it.
    function Edit-File([string] $Path, [char] $Delimiter, [scriptblock] $Edit) {
        $rows = @(Import-Csv $Path -Delimiter $Delimiter -Encoding UTF8)
        & $Edit $rows
        $rows | Export-Csv $Path -Delimiter $Delimiter -Encoding UTF8 -NoTypeInformation
    }
}

AfterAll {
    Disconnect-Centry
    $sandbox | Stop-CentrySandbox
}

Describe 'Orders corrected in a spreadsheet' {
    BeforeEach { Get-CentryOrder | Export-CentryOrder $file }

    It 'send nothing from an unedited file' {
        $before = Get-CentryOrder
        Import-Csv $file -Encoding UTF8 | Set-CentryOrder -OnlyChanged | Should -BeNullOrEmpty
        (Get-CentryOrder).UpdatedAt | Should -Be $before.UpdatedAt
    }

    It 'send only edited cells' {
        Edit-File $file ',' { param($rows) $rows[0].buyer_first_name = 'Ñandú'; $rows[1].'address_shipping.line1' = 'Av. Grecia 100' }
        $orders = Import-Csv $file -Encoding UTF8 | Set-CentryOrder -OnlyChanged
        $orders.Id | Should -Be $ids[0, 1]
        $orders[0].BuyerFirstName | Should -BeExactly 'Ñandú'
        $orders[1].AddressShipping.Line1 | Should -Be 'Av. Grecia 100'
        $orders[1].AddressShipping.City | Should -Not -BeNullOrEmpty
    }

    It 'are not applied to an order that changed at Centry in the meantime' {
        Edit-File $file ',' { param($rows) $rows[2].buyer_phone = '1'; $rows[3].buyer_phone = '1' }
        $null = Set-CentryOrder -Id $ids[2] -BuyerDni 'otro'
        $null = Import-Csv $file -Encoding UTF8 | Set-CentryOrder -OnlyChanged -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
        (Get-CentryOrder -Id $ids[2]).BuyerPhone | Should -Not -Be '1'
        (Get-CentryOrder -Id $ids[3]).BuyerPhone | Should -Be '1'
    }

    It 'use the formats of a Chilean spreadsheet' {
        $culture = [Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = 'es-CL'
            Get-CentryOrder | Export-CentryOrder $file -UseCulture
        }
        finally {
            [Threading.Thread]::CurrentThread.CurrentCulture = $culture
        }
        Edit-File $file ';' { param($rows) $rows[0].total_amount = '15.990,50'; $rows[0].shipped_date = '31-03-2026' }
        $orders = Import-Csv $file -Delimiter ';' -Encoding UTF8 | Set-CentryOrder -OnlyChanged -Culture es-CL
        $orders[0].TotalAmount | Should -Be 15990.50
        $orders[0].ShippedDate.ToString('yyyy-MM-dd') | Should -Be '2026-03-31'
    }
}

Describe 'Imperfect files' {
    It 'report on each of 10,000 rows, 1 % of them with a bad cell' {
        $lines = 1..10000 | ForEach-Object { "$($ids[$_ % 6]),$(if ($_ % 100) { $_ } else { '12.990' })" }
        [IO.File]::WriteAllLines($file, @('_id,total_amount') + $lines)
        $orders = @(Import-Csv $file | Set-CentryOrder -ErrorVariable failed -ErrorAction SilentlyContinue)
        $orders.Count | Should -Be 9900
        @($failed).Count | Should -Be 100
        @($failed.TargetObject.total_amount | Sort-Object -Unique) | Should -Be '12.990'
        @($failed.Exception.ErrorCode | Sort-Object -Unique) | Should -Be 'InvalidRequest'
    }

    It 'are refused when Latin-1 text was read as UTF-8' {
        [IO.File]::WriteAllBytes($file, [Text.Encoding]::GetEncoding(28591).GetBytes("_id,buyer_first_name`n$($ids[0]),Muñoz"))
        $null = [IO.File]::ReadAllLines($file) | ConvertFrom-Csv | Set-CentryOrder -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        $failed[0].Exception.Message | Should -Match 'Encoding'
    }

    It 'are read with a BOM and blank lines' {
        [IO.File]::WriteAllText($file, "_id,buyer_phone`n`n$($ids[0]),7`n`n`n$($ids[1]),8`n", [Text.UTF8Encoding]::new($true))
        (Import-Csv $file | Set-CentryOrder).BuyerPhone | Should -Be '7', '8'
    }

    It 'cause one error when <Case>' -ForEach @(
        @{ Case = 'no column has the id'; Text = "orden,buyer_phone`na,1`nb,2" }
        @{ Case = 'the delimiter differs'; Text = "_id;buyer_phone`na;1`nb;2" }
    ) {
        [IO.File]::WriteAllText($file, $Text)
        { Import-Csv $file | Set-CentryOrder -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*'
    }

    It 'find an order by its number in the shop' {
        [IO.File]::WriteAllText($file, "number_origin,buyer_phone`nN-1004,9")
        (Import-Csv $file | Set-CentryOrder -MatchBy NumberOrigin).Id | Should -Be $ids[4]
    }

    It 'use only the ids of serialized objects' {
        $kept = Join-Path $TestDrive 'kept.xml'
        Get-CentryOrder -First 2 | Export-Clixml $kept
        $null = Set-CentryOrder -Id $ids[0], $ids[1] -Status received
        (Import-Clixml $kept | Set-CentryOrder -BuyerPhone '10').Status | Should -Be 'received', 'received'
    }
}

Describe 'A runbook that was killed' {
    It 'resumes: it skips applied rows and repeats pending ones' {
        $rows = Join-Path $TestDrive 'rows.csv'
        $results = Join-Path $TestDrive 'results.csv'
        [IO.File]::WriteAllLines($rows, @('_id,buyer_phone') + ($ids | ForEach-Object { "$_,nightly" }))
        $runbook = Join-Path $TestDrive 'runbook.ps1'
        Set-Content $runbook @"
            Import-Module '$(Get-TestedModule)'
            Connect-Centry -BaseUri '$($sandbox.BaseUri)' -AccessToken '$($sandbox.AccessToken)'
            `$null = Import-Csv '$rows' | Set-CentryOrder -ResultPath '$results' -Resume -ThrottleLimit 1
"@
        Add-CentryFault $sandbox @{ fault = 'stall'; seconds = 60; method = 'PUT'; path = $ids[3] }
        $process = Start-Script $runbook
        $until = [datetime]::Now.AddSeconds(60)
        while (-not ((Test-Path $results) -and @(Import-Csv $results).Count -ge 7) -and [datetime]::Now -lt $until) { Start-Sleep -Milliseconds 50 }
        $process | Stop-Process -Force
        $process.WaitForExit()

        $left = Import-Csv $results
        ($left | Where-Object outcome -eq 'Applied').id | Should -Be $ids[0..2]
        $left[-1].id, $left[-1].outcome | Should -Be $ids[3], 'Started'
        Clear-CentryFault $sandbox

        $orders = Import-Csv $rows | Set-CentryOrder -ResultPath $results -Resume
        $orders.Id | Should -Be $ids[3..5]
        (Get-CentryOrder).BuyerPhone | Sort-Object -Unique | Should -Be 'nightly'
    }
}

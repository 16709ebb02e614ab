BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)

    # The recipe's folder as a reader creates it, with the scripts and the two installed modules.
    $folder = Install-TestedModule (Join-Path $TestDrive 'Recipe')
    Copy-Item (Split-Path (Get-SandboxManifest)) (Join-Path $folder 'CentryPS.Sandbox') -Recurse
    $page = [IO.File]::ReadAllText((Join-Path $PSScriptRoot '../../docs/testing.md'))
    foreach ($block in [regex]::Matches($page, '(?ms)^```powershell\r?\n# (?<Name>\S+)\r?\n(?<Code>.*?)^```')) {
        [IO.File]::WriteAllText((Join-Path $folder $block.Groups['Name'].Value), $block.Groups['Code'].Value, [Text.UTF8Encoding]::new($true))
    }

    $sandbox = Start-CentrySandbox
    $previous = $env:CENTRYPS_SANDBOX
    $env:CENTRYPS_SANDBOX = $sandbox.Path

    # Pester within Pester needs a separate shell, which also checks that the tests are independent of this one.
    $pester = Join-Path $folder 'Invoke-Recipe.ps1'
    Set-Content $pester -Value @"
        param([string] `$File)
        Import-Module '$(Join-Path (Get-Module Pester).ModuleBase Pester.psd1)'
        `$result = Invoke-Pester (Join-Path `$PSScriptRoot `$File) -PassThru
        "passed: `$(`$result.PassedCount) of `$(`$result.TotalCount)"
        exit `$result.FailedCount
"@
}

AfterAll {
    $env:CENTRYPS_SANDBOX = $previous
    $sandbox | Stop-CentrySandbox
}

Describe 'docs/testing.md' {
    It 'has no untested PowerShell' {
        $blocks = [regex]::Matches($page, '(?m)^```powershell')
        $scripts = Get-ChildItem $folder -Filter *.ps1 | Where-Object Name -ne 'Invoke-Recipe.ps1'
        @($scripts).Count | Should -Be $blocks.Count
        $scripts.Name | Sort-Object | Should -Be (@(
            'Get-Sample.ps1', 'Rehearsal.Tests.ps1', 'rehearse.ps1', 'Send-PendingOrder.ps1', 'Send-PendingOrder.Tests.ps1', 'Show-Delivery.ps1', 'Show-Fault.ps1'
        ) | Sort-Object)
    }

    It 'has the same code in Spanish' {
        $spanish = [IO.File]::ReadAllText((Join-Path $PSScriptRoot '../../docs/testing.es.md'))
        $scripts, $translated = $page, $spanish | ForEach-Object { , ([regex]::Matches($_, '(?ms)^```.*?^```').Value -replace '\r') }
        $translated | Should -Be $scripts
        $names, $translated = $page, $spanish | ForEach-Object { , ([regex]::Matches($_, '(?m)^\| `(\w+)` \|') | ForEach-Object { $_.Groups[1].Value }) }
        $translated | Should -Be $names
    }

    It 'has a script that rehearses a runbook' {
        $run = Invoke-Script (Join-Path $folder 'rehearse.ps1') -ModulePath $folder
        $run.Output | Should -Match '(?s)N-1000 is shipped.*N-1003 is shipped'
        $run.ExitCode | Should -Be 0
    }

    It 'has a script whose exit code reports a failed rehearsal' {
        $runbook = Join-Path $folder 'Send-PendingOrder.ps1'
        $code = [IO.File]::ReadAllText($runbook)
        try {
            [IO.File]::WriteAllText($runbook, $code.Replace('-Status shipped', '-Status volando'))
            (Invoke-Script (Join-Path $folder 'rehearse.ps1') -ModulePath $folder).ExitCode | Should -Be 1
        }
        finally {
            [IO.File]::WriteAllText($runbook, $code)
        }
    }

    It 'has tests that pass: <File>' -ForEach @(
        @{ File = 'Rehearsal.Tests.ps1'; Count = 5 }
        @{ File = 'Send-PendingOrder.Tests.ps1'; Count = 3 }
    ) {
        $run = Invoke-Script $pester -ModulePath $folder -ArgumentList $File
        $run.Output | Should -Match "passed: $Count of $Count"
        $run.ExitCode | Should -Be 0
    }

    It 'lists the available faults, which apply to requests' {
        $answer = & (Join-Path $folder 'Show-Fault.ps1') -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken | Out-String
        $answer | Should -Match 'retry_after'
        $answer | Should -Match 'html\s*:'
        $table = [regex]::Matches($page, '(?m)^\| `(\w+)` \|') | ForEach-Object { $_.Groups[1].Value } | Where-Object { $_ -ne 'fault' }
        @($table).Count | Should -Be 16
        Add-CentryFault $sandbox ($table | ForEach-Object { @{ fault = $_ } })
        (Get-CentryFault $sandbox).fault | Should -Be $table
        Clear-CentryFault $sandbox
        { Add-CentryFault $sandbox @{ fault = 'thunder' } } | Should -Throw
    }

    It 'reports notifications that were not processed' {
        $headers = @{ Authorization = "Bearer $($sandbox.AccessToken)" }
        $webhook = '{"callback_url":"http://127.0.0.1:9/avisos","on_order_save":true}'
        $null = Invoke-RestMethod "$($sandbox.BaseUri)conexion/v1/webhooks.json" -Method Post -Headers $headers -Body $webhook -ContentType application/json
        $order = Invoke-RestMethod "$($sandbox.BaseUri)conexion/v1/orders.json" -Method Post -Headers $headers -Body '{}' -ContentType application/json
        $deadline = (Get-Date).AddSeconds(20)
        do { $tries = @(Get-CentryDelivery $sandbox | Where-Object callback_url -eq 'http://127.0.0.1:9/avisos') } until ($tries -or (Get-Date) -gt $deadline)
        $tries[0].intent, $tries[0].accepted | Should -Be 1, $false
        & (Join-Path $folder 'Show-Delivery.ps1') |
            Should -Contain "http://127.0.0.1:9/avisos did not take $($order._id) (1): $($tries[0].response)"
    }

    It 'shows how to create objects for tests' {
        $webhook, $order = & (Join-Path $folder 'Get-Sample.ps1')
        $webhook.OnOrderSave, $webhook.OnOrderDelete, $webhook.OnProductSave | Should -Be $true, $true, $false
        ([uri]$webhook.CallbackUrl).Host | Should -Be 'tienda.example'
        $webhook.CreatedAt.Offset.TotalHours | Should -Be -3
        $order.TotalAmount | Should -Be 12990.50
        $order.AddressShipping.City | Should -Be 'Santiago'
        $order.Items[0].Quantity | Should -Be 2
        $order.AdditionalProperties['first_name'] | Should -BeExactly 'Begoña'
    }
}

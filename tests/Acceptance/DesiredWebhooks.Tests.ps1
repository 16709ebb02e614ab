BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    $sandbox = Start-CentrySandbox
    Connect-Centry -BaseUri $sandbox.BaseUri -AccessToken $sandbox.AccessToken
    $kept = (Get-CentryWebhook).Id
    $file = Join-Path $TestDrive 'webhooks.csv'
    Set-Content $file -Encoding UTF8 -Value @(
        'callback_url,topic,nota'
        'https://norte.example/avisos,OrderSave;OrderDelete,la bodega'
        'https://norte.example/avisos,ProductSave,el catálogo'
        'https://sur.example/avisos,on_order_save,'
    )
    $shop = 'https://*.example/avisos'

    function Get-Desired { Import-Csv $file -Encoding UTF8 | Select-Object callback_url, topic }
    function Get-Screen { ($input | Out-String -Width 120) -replace "$([char] 27)\[[0-9;]*m" }
}

AfterAll {
    Disconnect-Centry
    $sandbox | Stop-CentrySandbox
}

Describe 'Webhooks kept in a file' {
    BeforeEach {
        Get-CentryWebhook | Where-Object Id -NotIn $kept | Remove-CentryWebhook -Force
    }

    It 'are compared with -WhatIf without changes' {
        Add-CentryFault $sandbox @{ fault = 'status'; status = 500; method = 'POST' }
        $plan = Get-Desired | Sync-CentryWebhook -WhatIf
        $plan.Action | Should -Be 'Create', 'Create'
        $plan[0].Topic | Should -Be 'ProductSave', 'OrderSave', 'OrderDelete'
        @(Get-CentryFault $sandbox).Count | Should -Be 1 -Because 'no request met the fault'
        Clear-CentryFault $sandbox
        (Get-CentryWebhook).Id | Should -Be $kept
    }

    It 'are shown as a plan on screen' {
        $screen = Get-Desired | Compare-CentryWebhook | Get-Screen
        $screen | Should -Match '(?m)^\+ https://norte\.example/avisos +ProductSave, OrderSave, OrderDelete'
        $screen | Should -Match 'Company: [0-9a-f]{24}'
    }

    It 'do not change in a second run' {
        $done = Get-Desired | Sync-CentryWebhook
        $done.Action | Should -Be 'Create', 'Create'
        Add-CentryFault $sandbox @{ fault = 'status'; status = 500; method = 'POST' }, @{ fault = 'status'; status = 500; method = 'PUT' }
        (Get-Desired | Sync-CentryWebhook).Action | Should -Be 'None', 'None'
        @(Get-CentryFault $sandbox).Count | Should -Be 2
        Clear-CentryFault $sandbox
    }

    It 'can be read from JSON, a data file or webhooks' {
        $null = Get-Desired | Sync-CentryWebhook
        $json = '[{"callback_url":"https://norte.example/avisos","on_product_save":true,"on_order_save":true,"on_order_delete":true}]' | ConvertFrom-Json
        ($json | Compare-CentryWebhook).Action | Should -Be 'None'
        Set-Content "$TestDrive/webhooks.psd1" -Value "@{ Webhooks = @(@{ CallbackUrl = 'https://sur.example/avisos'; Topic = 'OrderSave' }) }"
        ((Import-PowerShellDataFile "$TestDrive/webhooks.psd1").Webhooks | Compare-CentryWebhook).Action | Should -Be 'None'
        (Get-CentryWebhook | Compare-CentryWebhook).Action | Select-Object -Unique | Should -Be 'None'
        Get-CentryWebhook | Export-Clixml "$TestDrive/webhooks.xml"
        (Import-Clixml "$TestDrive/webhooks.xml" | Compare-CentryWebhook).Action | Select-Object -Unique | Should -Be 'None'
        Get-CentryWebhook | Export-Csv "$TestDrive/copia.csv" -NoTypeInformation -Encoding UTF8
        (Import-Csv "$TestDrive/copia.csv" -Encoding UTF8 | Compare-CentryWebhook -WarningAction SilentlyContinue).Action | Select-Object -Unique | Should -Be 'None'
        (Get-CentryWebhook | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ } | Compare-CentryWebhook).Action | Select-Object -Unique | Should -Be 'None'
    }

    It 'are not applied when one row is invalid' {
        $rows = @(Get-Desired) + [pscustomobject] @{ callback_url = 'https://este.example/avisos'; topic = 'OrderSafe' } + [pscustomobject] @{ callback_url = 'https://este.example/otro'; topic = 'OrderSave' }
        $done = $rows | Sync-CentryWebhook -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $done | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        $failed.TargetObject.callback_url | Should -Be 'https://este.example/avisos'
        Get-CentryWebhook -CallbackUrl 'https://este.example/*' | Should -BeNullOrEmpty
    }

    It 'replace all others in scope with -Prune, and keep those out of scope' {
        $null = Get-Desired | Sync-CentryWebhook
        $null = New-CentryWebhook -CallbackUrl 'https://oeste.example/avisos' -Topic OrderSave
        $twin = New-CentryWebhook -CallbackUrl 'HTTPS://SUR.example:443/avisos' -Topic OrderSave
        (Get-Desired | Sync-CentryWebhook -CallbackUrl $shop | Where-Object DuplicateOf).Id | Should -Be $twin.Id
        $removed = Get-Desired | Sync-CentryWebhook -CallbackUrl $shop -Prune -Confirm:$false | Where-Object Action -EQ 'Remove'
        $removed.CallbackUrl | Should -Be 'HTTPS://SUR.example:443/avisos', 'https://oeste.example/avisos'
        (Get-CentryWebhook).Id[0..2] | Should -Be $kept
        @(Get-CentryWebhook).Count | Should -Be 5
    }

    It 'are not removed by an empty list' {
        $null = Get-Desired | Sync-CentryWebhook
        { Import-Csv $file | Where-Object { $false } | Sync-CentryWebhook -CallbackUrl $shop -Prune -Confirm:$false } | Should -Throw '*-AllowEmpty*'
        @(Get-CentryWebhook).Count | Should -Be 5
    }

    It 'are reviewed in a pull request and then applied by the same script' {
        $null = Get-Desired | Sync-CentryWebhook
        $script = Join-Path $TestDrive 'apply.ps1'
        Set-Content $script -Encoding UTF8 -Value @(
            'param([switch] $WhatIf)'
            '$ErrorActionPreference = ''Stop'''
            'Import-Module CentryPS'
            'Connect-Centry'
            'Import-Csv webhooks.csv | Select-Object callback_url, topic | Sync-CentryWebhook -CallbackUrl https://*.example/avisos -Prune -Confirm:$false -WhatIf:$WhatIf'
        )
        Add-Content $file -Encoding UTF8 -Value 'https://este.example/avisos,ProductDelete,'
        $modules = Install-TestedModule (Join-Path $TestDrive 'modules')
        $before = $env:CENTRY_BASE_URI, $env:CENTRY_ACCESS_TOKEN
        $env:CENTRY_BASE_URI, $env:CENTRY_ACCESS_TOKEN = "$($sandbox.BaseUri)", $sandbox.AccessToken
        try {
            $review = Invoke-Script $script -ModulePath $modules -ArgumentList '-WhatIf'
            $review.ExitCode | Should -Be 0 -Because $review.Output
            $review.Output | Should -Match 'este\.example'
            Get-CentryWebhook -CallbackUrl 'https://este.example/*' | Should -BeNullOrEmpty
            $apply = Invoke-Script $script -ModulePath $modules
            $apply.ExitCode | Should -Be 0 -Because $apply.Output
            (Get-CentryWebhook -CallbackUrl 'https://este.example/*').Topic | Should -Be 'ProductDelete'
        }
        finally {
            $env:CENTRY_BASE_URI, $env:CENTRY_ACCESS_TOKEN = $before
        }
    }
}

# The manifest specifies that dsc runs pwsh, regardless of the calling shell.
Describe 'The DSC resource CentryPS/Webhook' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    BeforeAll {
        $folder = Split-Path (Get-TestedModule)
        $manifest = Get-Content (Join-Path $folder 'CentryPS.Webhook.dsc.resource.json') -Raw | ConvertFrom-Json
        $url = 'https://dsc.example/añil'

        function Invoke-Dsc([string] $Operation, [object] $Instance, [hashtable] $Environment = @{ CENTRY_ACCESS_TOKEN = $sandbox.AccessToken }) {
            $call = $manifest.$Operation
            $program, $assembly = Get-ShellCommand
            $start = New-Object System.Diagnostics.ProcessStartInfo $program
            if ($assembly) { $start.ArgumentList.Add($assembly) }
            foreach ($argument in $call.args) { $start.ArgumentList.Add($argument) }
            $start.WorkingDirectory = $folder
            $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
            $start.StandardInputEncoding = New-Object System.Text.UTF8Encoding $false
            $start.Environment['CENTRY_BASE_URI'] = "$($sandbox.BaseUri)"
            foreach ($name in 'CENTRY_ACCESS_TOKEN', 'CENTRY_SIGN_IN') { [void] $start.Environment.Remove($name) }
            foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
            $process = [System.Diagnostics.Process]::Start($start)
            if ($null -ne $Instance) { $process.StandardInput.Write((ConvertTo-Json $Instance -Compress)) }
            $process.StandardInput.Close()
            $errors = $process.StandardError.ReadToEndAsync()
            $output = $process.StandardOutput.ReadToEnd()
            $process.WaitForExit()
            [pscustomobject] @{ ExitCode = $process.ExitCode; States = @($output -split "`r?`n" | Where-Object { $_ } | ConvertFrom-Json); Traces = @($errors.Result -split "`r?`n" | Where-Object { $_ } | ConvertFrom-Json) }
        }
    }

    It 'creates an instance, tests it and removes it' {
        (Invoke-Dsc test @{ callbackUrl = $url; topic = @('OrderSave') }).States[0]._inDesiredState | Should -BeFalse
        $rehearsed = Invoke-Dsc whatIf @{ callbackUrl = $url; topic = @('OrderSave') }
        $rehearsed.States[0].topic | Should -Be 'OrderSave'
        Get-CentryWebhook -CallbackUrl $url | Should -BeNullOrEmpty

        $made = Invoke-Dsc set @{ callbackUrl = $url; topic = @('OrderSave') }
        $made.ExitCode | Should -Be 0 -Because "$($made.Traces)"
        $made.States.Count | Should -Be 1
        (Get-CentryWebhook -CallbackUrl $url).Id | Should -Be $made.States[0].id
        (Invoke-Dsc test @{ callbackUrl = $url; topic = @('OrderSave') }).States[0]._inDesiredState | Should -BeTrue
        (Invoke-Dsc get @{ callbackUrl = $url }).States[0].topic | Should -Be 'OrderSave'
        (Invoke-Dsc export).States.callbackUrl | Should -Contain $url

        (Invoke-Dsc set @{ callbackUrl = $url; _exist = $false }).States[0]._exist | Should -BeFalse
        Get-CentryWebhook -CallbackUrl $url | Should -BeNullOrEmpty
    }

    It 'reports errors as JSON lines and with the exit codes of the manifest' {
        $failed = Invoke-Dsc get @{ callbackUrl = $url } -Environment @{ CENTRY_ACCESS_TOKEN = 'malo' }
        $failed.ExitCode | Should -Be 3
        $failed.States | Should -BeNullOrEmpty
        $failed.Traces.error | Should -Match '401'
        $codes = @(
            (Invoke-Dsc get @{ callbackUrl = $url }).ExitCode
            (Invoke-Dsc get @{ callbackUrl = $url } -Environment @{ CENTRY_BASE_URI = 'http://127.0.0.1:1'; CENTRY_ACCESS_TOKEN = 'uno' }).ExitCode
            (Invoke-Dsc set @{ callbackUrl = 'tienda' }).ExitCode
            (Invoke-Dsc get @{ callbackUrl = $url } -Environment @{ CENTRY_SIGN_IN = 'nadie' }).ExitCode
        )
        $codes | Should -Be 0, 1, 2, 3
        $manifest.exitCodes.PSObject.Properties.Name | Should -Be ($codes | ForEach-Object { "$_" })
    }
}

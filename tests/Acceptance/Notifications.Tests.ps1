BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    Import-Module (Get-TestedModule)
    Add-Type -AssemblyName System.Net.Http

    $modules = Install-TestedModule (Join-Path $TestDrive 'Modules')
    $sandbox = Start-CentrySandbox
    $env:CENTRY_BASE_URI = $sandbox.BaseUri
    $env:CENTRY_ACCESS_TOKEN = $sandbox.AccessToken
    Connect-Centry
    $order = Get-CentryOrder -First 1
    $body = '{{"topic":"on_order_save","order_id":"{0}"}}' -f $order.Id

    # Saves each script of the page to a file with its name; the page in Spanish has the same scripts.
    function Export-Script($Page) {
        $text = [IO.File]::ReadAllText((Join-Path $PSScriptRoot "../../docs/$Page"))
        foreach ($block in [regex]::Matches($text, '(?ms)^```powershell\r?\n# (?<Name>\S+)\r?\n(?<Code>.*?)^```')) {
            $file = Join-Path $TestDrive "$Page.$($block.Groups['Name'].Value)"
            [IO.File]::WriteAllText($file, $block.Groups['Code'].Value, [Text.UTF8Encoding]::new($true))
            $block.Groups['Name'].Value
        }
    }
    $names = Export-Script 'notifications.md'
    $null = Export-Script 'notifications.es.md'

    # Returns the status of the response; 0 if there is none.
    $client = New-Object System.Net.Http.HttpClient
    function Send-Body($Uri, $Json) {
        try { [int] $client.PostAsync($Uri, (New-Object System.Net.Http.StringContent $Json)).GetAwaiter().GetResult().StatusCode }
        catch { 0 }
    }
}

AfterAll {
    $client.Dispose()
    Disconnect-Centry
    $sandbox | Stop-CentrySandbox
    Remove-Item Env:CENTRY_BASE_URI, Env:CENTRY_ACCESS_TOKEN
}

Describe 'Notifications' {
    It 'can be awaited in one pipeline' {
        $seen = Receive-CentryNotification -Port 0 -First 1 -TimeoutSec 30 -OnReady {
            (New-Object System.Net.WebClient).UploadStringAsync($_, $body)
        } | Get-CentryOrder
        $seen.Id | Should -Be $order.Id
    }

    It 'are redelivered in the next run when a command fails or Select-Object stops the pipeline' {
        $inbox = Join-Path $TestDrive 'left'
        $received = @{ Port = 0; InboxPath = $inbox }
        { Receive-CentryNotification @received -OnReady {
                foreach ($number in 1..3) { Send-Body $_ ('{{"topic":"on_order_save","order_id":"{0:x24}"}}' -f $number) }
            } | ForEach-Object { throw "failed $($_.OrderId)" } } | Should -Throw ('failed {0:x24}' -f 1)
        (Receive-CentryNotification @received | Select-Object -First 2).OrderId | Should -Be ('{0:x24}' -f 1), ('{0:x24}' -f 2)
        $rest = Receive-CentryNotification @received -First 2
        $rest.OrderId | Should -Be ('{0:x24}' -f 2), ('{0:x24}' -f 3)
        $rest.Attempt | Should -Be 2, 1
    }

    It 'are not lost when the runbook is killed' {
        $runbook = Join-Path $TestDrive 'Runbook.ps1'
        Set-Content $runbook -Value @'
            param([string] $Folder)
            Import-Module CentryPS
            Receive-CentryNotification -Port 0 -InboxPath "$Folder/inbox" -OnReady { [Console]::WriteLine($_) } |
                ForEach-Object { [IO.File]::AppendAllText("$Folder/done.txt", $_.OrderId + "`n") }
'@
        $acknowledged = @()
        foreach ($run in 1..3) {
            $process = Start-Script $runbook $modules '-Folder', $TestDrive
            $uri = $process.StandardOutput.ReadLine()
            foreach ($number in 1..60) {
                $id = '{0:x24}' -f ($run * 1000 + $number)
                if ($number -eq 40) { $process.Kill() }
                if ((Send-Body $uri ('{{"topic":"on_order_save","order_id":"{0}"}}' -f $id)) -eq 200) { $acknowledged += $id }
            }
            $process.WaitForExit()
        }
        # Pending notifications come first: the one posted now is the last.
        $rest = do {
            Receive-CentryNotification -Port 0 -InboxPath "$TestDrive/inbox" -OnReady {
                (New-Object System.Net.WebClient).UploadStringAsync($_, '{"topic":"on_order_delete","order_id":"000000000000000000000000"}')
            } | ForEach-Object { if ($_.OrderId -eq '0' * 24) { break } else { $_.OrderId } }
        } until ($true)
        $delivered = @(Get-Content "$TestDrive/done.txt") + $rest | Sort-Object -Unique
        @($acknowledged).Count | Should -BeGreaterThan 100
        $acknowledged | Where-Object { $delivered -notcontains $_ } | Should -BeNullOrEmpty
    }
}

Describe 'docs/notifications.md' {
    It 'has no untested PowerShell' {
        $names | Should -Be 'Receive-Order.ps1', 'ReceiveNotification.ps1', 'WorkNotification.ps1'
        foreach ($name in $names) {
            Get-Content "$TestDrive/notifications.es.md.$name" | Should -Be (Get-Content "$TestDrive/notifications.md.$name")
        }
    }

    It 'has a runbook that resumes after an interruption' {
        $port = Receive-CentryNotification -Port 0 -First 1 -TimeoutSec 30 -OnReady {
            $script:uri = [uri] $_
            (New-Object System.Net.WebClient).UploadStringAsync($_, $body)
        } | ForEach-Object { $uri.Port }
        $env:CENTRY_NOTIFICATION_PATH = '/centry/secret'
        $process = Start-Script "$TestDrive/notifications.md.Receive-Order.ps1" $modules '-Port', $port, '-InboxPath', "$TestDrive/other", '-First', 1
        $stopwatch = [Diagnostics.Stopwatch]::StartNew()
        do { $status = Send-Body "http://127.0.0.1:$port/centry/secret" $body } until ($status -eq 200 -or $stopwatch.Elapsed.TotalSeconds -gt 60)
        $process.StandardOutput.ReadToEnd() | Should -Match "$($order.NumberOrigin) is $($order.Status)"
        $process.WaitForExit()
        $process.ExitCode | Should -Be 0
        $env:CENTRY_NOTIFICATION_PATH = $null
        (Start-Script "$TestDrive/notifications.md.Receive-Order.ps1" $modules '-Port', $port).StandardError.ReadToEnd() | Should -Match 'CENTRY_NOTIFICATION_PATH'
    }

    It 'has a function that puts <Kind> on a queue' -ForEach @(
        @{ Kind = 'the text of a request'; Make = { [pscustomobject] @{ Method = 'POST'; Url = 'https://x/api'; RawBody = $body; Body = ConvertFrom-Json $body } } }
        @{ Kind = 'the hashtable of a request'; Make = { [pscustomobject] @{ Method = 'POST'; RawBody = $null; Body = @{ topic = 'on_order_save'; order_id = $order.Id } } } }
    ) {
        $pushed = @{}
        function Push-OutputBinding($Name, $Value) { $pushed[$Name] = $Value }
        & "$TestDrive/notifications.md.ReceiveNotification.ps1" -Request (& $Make) -TriggerMetadata @{}
        [int] $pushed.Response.StatusCode | Should -Be 200
        ($pushed.Notification | ConvertFrom-CentryNotification).OrderId | Should -Be $order.Id
    }

    It 'has a function that responds with 400 to a request that is not a notification' {
        $pushed = @{}
        function Push-OutputBinding($Name, $Value) { $pushed[$Name] = $Value }
        & "$TestDrive/notifications.md.ReceiveNotification.ps1" -Request ([pscustomobject] @{ RawBody = 'nada' }) -TriggerMetadata @{}
        [int] $pushed.Response.StatusCode | Should -Be 400
        $pushed.Keys | Should -Be 'Response'
    }

    Context 'the function that processes' {
        BeforeEach {
            # Like the runspace of Functions: it is reused for all messages, and only constants remain in it.
            $runspace = [runspacefactory]::CreateRunspace()
            $runspace.Open()
            function Invoke-InRunspace([string] $Code, $Argument) {
                $shell = [powershell]::Create()
                $shell.Runspace = $runspace
                try { $shell.AddScript($Code).AddArgument($Argument).Invoke() }
                catch { throw $_.Exception.InnerException.ErrorRecord }
                finally { $shell.Dispose() }
            }
            $null = Invoke-InRunspace 'Import-Module $args[0]' (Get-TestedModule)
            $work = "& '$TestDrive/notifications.md.WorkNotification.ps1' -QueueItem `$args[0] -TriggerMetadata @{}"
        }

        AfterEach { $runspace.Dispose(); Clear-CentryFault $sandbox }

        It 'reads the order of <Kind>' -ForEach @(
            @{ Kind = 'text'; Make = { $body } }
            @{ Kind = 'a hashtable'; Make = { @{ topic = 'on_order_save'; order_id = $order.Id } } }
        ) {
            Invoke-InRunspace $work (& $Make) | Should -Be "$($order.NumberOrigin) is $($order.Status)"
        }

        It 'signs in once for many messages' {
            $null = Invoke-InRunspace $work $body
            $null = Invoke-InRunspace 'Get-Variable -Scope Global | Where-Object { $_.Options -notmatch "Constant" } | Remove-Variable -Scope Global -Force -ErrorAction Ignore'
            $env:CENTRY_ACCESS_TOKEN = 'revoked'
            try { Invoke-InRunspace $work $body | Should -Be "$($order.NumberOrigin) is $($order.Status)" }
            finally { $env:CENTRY_ACCESS_TOKEN = $sandbox.AccessToken }
        }

        It 'succeeds without output for <Kind>, so that the message is not redelivered' -ForEach @(
            @{ Kind = 'an order that was deleted before it was read'; Make = { $body -replace $order.Id, ('0' * 24) } }
            @{ Kind = 'the deletion of an order'; Make = { $body -replace 'save', 'delete' } }
            @{ Kind = 'a product'; Make = { $body -replace 'order', 'product' } }
            @{ Kind = 'an unknown topic'; Make = { $body -replace 'save', 'split' } }
        ) {
            Invoke-InRunspace $work (& $Make) | Should -BeNullOrEmpty
        }

        It 'fails for <Kind>, so that the message is retried and moved to the poison queue' -ForEach @(
            @{ Kind = 'a text that is not a notification'; Make = { 'no notification' }; Id = 'InvalidNotification*' }
            @{ Kind = 'an order that Centry refuses'; Make = { Add-CentryFault $sandbox @{ fault = 'status'; status = 400 }; $body }; Id = 'InvalidRequest*' }
        ) {
            $item = & $Make
            { Invoke-InRunspace $work $item } | Should -Throw -ErrorId $Id
        }

        It 'fails when the reader''s own step does not find an object' {
            $file = Join-Path $TestDrive 'OwnStep.ps1'
            (Get-Content "$TestDrive/notifications.md.WorkNotification.ps1") -replace '^ +.* # here goes .*', 'Get-CentryWebhook 000000000000000000000000 -Session $CentrySession' | Set-Content $file
            { Invoke-InRunspace "& '$file' -QueueItem `$args[0]" $body } | Should -Throw -ErrorId 'NotFound*'
        }
    }

    It 'parses the events of <Service>' -ForEach @(
        @{ Service = 'Azure Automation'; Read = { $WebhookData = [pscustomobject] @{ WebhookName = 'c'; RequestBody = $body; RequestHeader = @{} }; $WebhookData.RequestBody | ConvertFrom-CentryNotification } }
        @{ Service = 'AWS Lambda'; Read = { $LambdaInput = [pscustomobject] @{ version = '2.0'; body = $body }; $LambdaInput.body | ConvertFrom-CentryNotification } }
        @{ Service = 'SQS'; Read = { $LambdaInput = [pscustomobject] @{ Records = @([pscustomobject] @{ messageId = '1'; body = $body }) }; $LambdaInput.Records.body | ConvertFrom-CentryNotification } }
    ) {
        (& $Read).OrderId | Should -Be $order.Id
    }
}

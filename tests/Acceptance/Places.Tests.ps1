BeforeDiscovery {
    $names = 'prompt', 'scheduled-task', 'systemd', 'azure-automation', 'azure-functions', 'github-actions', 'container'
}

BeforeAll {
    Import-Module "$PSScriptRoot/Sandbox.psm1", "$PSScriptRoot/Acceptance.psm1"
    $modules = Install-TestedModule (Join-Path $TestDrive 'Modules')
    $sandbox = Start-CentrySandbox
    $client = @{ CENTRY_CLIENT_ID = $sandbox.Application.UserName; CENTRY_CLIENT_SECRET = $sandbox.Application.GetNetworkCredential().Password }
    $docs = Join-Path $PSScriptRoot '../../docs/places'

    function Get-Page($Name) { [IO.File]::ReadAllText((Join-Path $docs $Name)) -replace '\r' }

    function Get-Block($Text, $Kind) { [regex]::Matches($Text, "(?ms)^``````$Kind\n(.*?)^``````") | ForEach-Object { $_.Groups[1].Value } }

    # Saves the page's scripts to a new folder, with a host script that defines the platform's commands.
    function Save-Place($Name, $Before) {
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
        foreach ($code in Get-Block (Get-Page "$Name.md") powershell) {
            $file = Join-Path $folder ([regex]::Match($code, '^# (\S+)').Groups[1].Value)
            [IO.File]::WriteAllText($file, $code, [Text.UTF8Encoding]::new($true))
        }
        [IO.File]::WriteAllText((Join-Path $folder 'Host.ps1'), $Before, [Text.UTF8Encoding]::new($true))
        $folder
    }

    # Runs a script in a new process with an environment, as the platform does.
    function Invoke-AtPlace($File, $Environment) {
        $variables = @{ CENTRY_BASE_URI = $sandbox.BaseUri } + $Environment
        $variables.Keys | ForEach-Object { Set-Item "Env:$_" $variables[$_] }
        try { Invoke-Script $File -ModulePath $modules }
        finally { $variables.Keys | ForEach-Object { Remove-Item "Env:$_" } }
    }
}

AfterAll {
    $sandbox | Stop-CentrySandbox
}

Describe 'docs/places' {
    It 'has the same scripts in both languages: <_>' -ForEach $names {
        $english, $spanish = (Get-Page "$_.md"), (Get-Page "$_.es.md")
        Get-Block $spanish '\w*' | Should -Be (Get-Block $english '\w*')
        Get-Block $english powershell | Should -Match '^# [\w-]+\.ps1\n'
        foreach ($link in [regex]::Matches($english + $spanish, '\]\((?!https:)([^)#]+)') | ForEach-Object { $_.Groups[1].Value }) {
            Join-Path $docs $link | Should -Exist
        }
    }

    It 'lists pending orders at the prompt' {
        $folder = Save-Place prompt @"
            `$application = [pscredential]::new('$($client.CENTRY_CLIENT_ID)', (ConvertTo-SecureString '$($client.CENTRY_CLIENT_SECRET)' -AsPlainText -Force))
            & "`$PSScriptRoot/Show-Pending.ps1" -Application `$application
"@
        (Invoke-AtPlace (Join-Path $folder 'Host.ps1') @{}).Output | Should -Match '(?s)NumberOrigin.*N-1000.*N-1003'
    }

    It 'exports orders in a scheduled task and registers it' {
        $folder = Save-Place scheduled-task @'
            function New-ScheduledTaskAction { param($Execute, $Argument) "$Execute $Argument" }
            function New-ScheduledTaskTrigger { param([switch] $Daily, [datetime] $At) "$Daily $($At.Hour)" }
            function New-ScheduledTaskSettingsSet { param($MultipleInstances, [timespan] $ExecutionTimeLimit) "$MultipleInstances $ExecutionTimeLimit" }
            function New-ScheduledTaskPrincipal { param($UserId, $LogonType) $LogonType }
            function Register-ScheduledTask { param($TaskName, $Action, $Trigger, $Principal, $Settings) $TaskName, $Action, $Trigger, $Principal, $Settings -join '; ' }
            & "$PSScriptRoot/Register-PendingTask.ps1" -Script "$PSScriptRoot/Export-Pending.ps1"
'@
        $task = (Invoke-AtPlace (Join-Path $folder 'Host.ps1') @{}).Output
        $task | Should -Match '^Pending orders of Centry; pwsh.exe .*; True 6; S4U; IgnoreNew 01:00:00'
        $file = [regex]::Match($task, '-NoProfile -NonInteractive -ExecutionPolicy Bypass -File "(.+?)"').Groups[1].Value
        (Invoke-AtPlace $file $client).ExitCode | Should -Be 0
        (Import-Csv (Join-Path $folder 'pending.csv')).number_origin | Should -Contain 'N-1000'
    }

    It 'exports orders under systemd into the state directory' {
        $folder = Save-Place systemd
        $service = Get-Block (Get-Page systemd.md) ini | Select-Object -First 1
        $name = [regex]::Match($service, '(?m)^ExecStart=pwsh -NoProfile -NonInteractive -File %E/centry/(.+)$').Groups[1].Value
        (Invoke-AtPlace (Join-Path $folder $name) ($client + @{ STATE_DIRECTORY = $folder })).ExitCode | Should -Be 0
        (Import-Csv (Join-Path $folder 'pending.csv')).number_origin | Should -Contain 'N-1003'
    }

    It 'reports orders in Azure Automation with a credential of the account' {
        $folder = Save-Place azure-automation @"
            function Get-AutomationPSCredential { param([Parameter(Mandatory)] [string] `$Name)
                if (`$Name -eq 'Centry') { [pscredential]::new('$($client.CENTRY_CLIENT_ID)', (ConvertTo-SecureString '$($client.CENTRY_CLIENT_SECRET)' -AsPlainText -Force)) }
            }
            & "`$PSScriptRoot/Get-PendingOrder.ps1" -Origin Ripley
"@
        (Invoke-AtPlace (Join-Path $folder 'Host.ps1') @{}).Output.Trim() | Should -Match '^N-1005: \d+$'
    }

    It 'writes a report to the queue in function.json of Azure Functions' {
        $bindings = (Get-Block (Get-Page azure-functions.md) json | ConvertFrom-Json).bindings
        $folder = Save-Place azure-functions @"
            function Push-OutputBinding { param([Parameter(Mandatory)] [string] `$Name, `$Value) "`$(`$Name): `$Value" }
            & "`$PSScriptRoot/run.ps1" -$($bindings[0].name) ([pscustomobject] @{ IsPastDue = `$false })
"@
        (Invoke-AtPlace (Join-Path $folder 'Host.ps1') $client).Output | Should -Match "^$($bindings[1].name): \d pending: N-1000, N-1003"
    }

    It 'shows a plan in a pull request and applies it on the main branch' {
        $text = Get-Page github-actions.md
        $folder = Save-Place github-actions
        [IO.File]::WriteAllText((Join-Path $folder 'webhooks.csv'), [regex]::Match($text, '(?ms)^```\n(callback_url,topic\n.*?)^```').Groups[1].Value)
        $script = Join-Path $folder ([regex]::Match($text, '(?m)^ +\./(Sync-Webhook\.ps1)$').Groups[1].Value)
        $count = { @(Invoke-RestMethod "$($sandbox.BaseUri)conexion/v1/webhooks.json" -Headers @{ Authorization = "Bearer $($sandbox.AccessToken)" } | ForEach-Object { $_ } | Where-Object callback_url -like 'https://*.example/avisos').Count }
        (Invoke-AtPlace $script ($client + @{ GITHUB_EVENT_NAME = 'pull_request' })).Output | Should -Match 'bodega\.example'
        & $count | Should -Be 0
        foreach ($run in 1..2) { (Invoke-AtPlace $script ($client + @{ GITHUB_EVENT_NAME = 'push' })).ExitCode | Should -Be 0 }
        & $count | Should -Be 2
    }

    It 'ends a container with exit code <Code> when the secret is <Secret>' -ForEach @(@{ Secret = 'right'; Code = 0 }, @{ Secret = 'wrong'; Code = 1 }) {
        $folder = Save-Place container
        $name = [regex]::Match((Get-Page container.md), '(?m)^ENTRYPOINT .*"/app/(.+?)"\]$').Groups[1].Value
        $secret = if ($Code) { 'wrong' } else { $client.CENTRY_CLIENT_SECRET }
        $run = Invoke-AtPlace (Join-Path $folder $name) @{ CENTRY_CLIENT_ID = $client.CENTRY_CLIENT_ID; CENTRY_CLIENT_SECRET = $secret }
        $run.ExitCode | Should -Be $Code
        $run.Output | Should -Match $(if ($Code) { 'invalid_client' } else { 'N-1000: 12990' })
    }
}

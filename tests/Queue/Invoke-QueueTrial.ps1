#requires -Version 7.4
<#
.SYNOPSIS
    Runs the two functions of docs/notifications.md with a queue while workers are killed, and counts lost messages.
.DESCRIPTION
    Starts a sandbox and workers that run the page's script for each message. Posts notifications to the page's
    receiving function, and kills one of the first two workers at random times. Ends when the queue is empty.

    The notifications include a few orders that Centry answers with 500, deleted orders and products. Messages that are
    not notifications are put on the queue directly. Build first; run azurite-queue or specify an Azure Storage queue.
.EXAMPLE
    azurite-queue --inMemoryPersistence --silent
    tests/Queue/Invoke-QueueTrial.ps1 -Count 1000 -Kill 5
#>
using module ./StorageQueue.psm1
[CmdletBinding()]
param(
    [uri] $Endpoint = 'http://127.0.0.1:10001/devstoreaccount1',
    [string] $Account = 'devstoreaccount1',
    # The public key of the emulator: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    [string] $Key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
    [ValidateRange(100, 1000000)] [int] $Count = 10000,
    [ValidateRange(2, 64)] [int] $Worker = 4,
    [ValidateRange(0, 10000)] [int] $Kill = 20,
    # The number of notifications of each kind that does not become a processed order.
    [ValidateRange(1, 20)] [int] $Odd = 5,
    # Azure Functions hides a message for 10 minutes; here a message of a killed worker reappears sooner.
    [ValidateRange(10, 600)] [int] $VisibilityTimeout = 30
)

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../Acceptance/Sandbox.psm1", "$PSScriptRoot/../Acceptance/Acceptance.psm1"
Import-Module (Get-TestedModule)
$folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "CentryPS.Queue.$PID") -ItemType Directory).FullName
$name = "centry-$PID-$(Get-Random)"
$queue, $poison = $name, "$name-poison" | ForEach-Object { [StorageQueue]::new($Endpoint, $Account, $Key, $_) }
$workers = [Diagnostics.Process[]]::new($Worker)
$recorded = [long[]]::new($Worker)
$clock = [Diagnostics.Stopwatch]::new()
$kills = 0
$nextKill = 0

# Saves the scripts of the page. The line for the reader's own step marks the order at Centry as processed.
function Export-PageScript {
    $page = [IO.File]::ReadAllText("$PSScriptRoot/../../docs/notifications.md")
    $action = '$_ | Set-CentryOrder -Session $CentrySession -StatusOrigin processed | ForEach-Object NumberOrigin'
    foreach ($script in 'ReceiveNotification.ps1', 'WorkNotification.ps1') {
        $code = [regex]::Match($page, "(?ms)^``````powershell\r?\n# $script\r?\n(.*?)^``````").Groups[1].Value
        $code = $code -replace '(?m)^( *).+ # here goes what you do with it\r?$', ('$1' + $action.Replace('$', '$$'))
        [IO.File]::WriteAllText((Join-Path $folder $script), $code)
    }
}

# In memory: with a data file, the sandbox would write all orders after each change.
function New-Order([int] $Number) {
    $http = [Net.Http.HttpClient]::new([Net.Http.SocketsHttpHandler] @{ MaxConnectionsPerServer = 8 })
    $http.Timeout = [Threading.Timeout]::InfiniteTimeSpan
    $http.DefaultRequestHeaders.Add('Authorization', "Bearer $($sandbox.AccessToken)")
    $created = foreach ($i in 1..$Number) {
        $http.PostAsync("$($sandbox.BaseUri)conexion/v1/orders.json", [Net.Http.StringContent]::new("{`"number_origin`":`"Q-$i`"}", [Text.Encoding]::UTF8, 'application/json'))
    }
    foreach ($task in $created) {
        $body = $task.GetAwaiter().GetResult().EnsureSuccessStatusCode().Content.ReadAsStringAsync().GetAwaiter().GetResult()
        [regex]::Match($body, '"_id":"(\w{24})"').Groups[1].Value
    }
}

function Get-RecordLength([int] $Index) {
    $record = [IO.FileInfo] (Join-Path $folder "record-$Index.txt")
    if ($record.Exists) { $record.Length } else { 0 }
}

function Start-Worker([int] $Index) {
    $arguments = [ordered] @{
        Script = Join-Path $folder WorkNotification.ps1; Record = Join-Path $folder "record-$Index.txt"; Module = Get-TestedModule
        Endpoint = $Endpoint; Account = $Account; Queue = $name; VisibilityTimeout = $VisibilityTimeout
    }
    $recorded[$Index] = Get-RecordLength $Index
    $workers[$Index] = Start-Script "$PSScriptRoot/Invoke-QueueWorker.ps1" -ArgumentList @($arguments.Keys | ForEach-Object { "-$_"; "$($arguments[$_])" })
}

# Kills one of the first two workers at a random time, if it has processed something, and restarts it. Throws if a
# worker has ended by itself.
function Update-Worker {
    foreach ($index in 0..($Worker - 1)) {
        if ($workers[$index].HasExited) { throw "Worker $index ended: $($workers[$index].StandardError.ReadToEnd())" }
    }
    if ($script:kills -ge $Kill -or $clock.Elapsed.TotalSeconds -lt $script:nextKill) { return }
    $index = Get-Random -Maximum 2
    if ((Get-RecordLength $index) -eq $recorded[$index]) { return }
    $workers[$index].Kill() # SIGKILL, or TerminateProcess
    $workers[$index].WaitForExit()
    Start-Worker $index
    $script:kills++
    $script:nextKill = $clock.Elapsed.TotalSeconds + (Get-Random -Minimum 1.0 -Maximum 20.0)
}

# Posts a notification as the host does, and returns whether it was acknowledged after it was put on the queue.
function Send-Notification([string] $Json) {
    $pushed = @{}
    function Push-OutputBinding($Name, $Value) { $pushed[$Name] = $Value }
    $request = [pscustomobject] @{ Method = 'POST'; RawBody = $Json; Body = ConvertFrom-Json $Json -AsHashtable }
    & "$folder/ReceiveNotification.ps1" -Request $request -TriggerMetadata @{}
    if ($pushed.Notification) { $queue.Put($pushed.Notification) }
    [int] $pushed.Response.StatusCode -eq 200
}

try {
    Export-PageScript
    $queue.Create()
    $poison.Create()
    $sandbox = Start-CentrySandbox
    $environment = @{
        CENTRY_BASE_URI = $sandbox.BaseUri; QUEUE_TRIAL_KEY = $Key; CENTRY_CLIENT_ID = $sandbox.Application.UserName
        CENTRY_CLIENT_SECRET = $sandbox.Application.GetNetworkCredential().Password
    }
    $environment.Keys | ForEach-Object { Set-Item "Env:$_" $environment[$_] }
    Connect-Centry
    Get-CentryWebhook | Remove-CentryWebhook -Force # nothing listens at their addresses
    $orders = @(New-Order ($Count - 2 * $Odd))
    $failing = @($orders | Select-Object -First $Odd)
    $failing | ForEach-Object { @{ fault = 'status'; status = 500; method = 'GET'; path = $_; probability = 1 } } | Add-CentryFault $sandbox
    $nothing = @(1..$Odd | ForEach-Object { '{0:x24}' -f $_ })

    $bodies = @($orders + $nothing | ForEach-Object { "{`"topic`":`"on_order_save`",`"order_id`":`"$_`"}" }) +
        @($nothing | ForEach-Object { "{`"topic`":`"on_product_save`",`"product_id`":`"$($_ -replace '^0', 'f')`"}" })
    0..($Worker - 1) | ForEach-Object { Start-Worker $_ }
    $clock.Start()
    $acknowledged = @(foreach ($body in $bodies | Get-Random -Shuffle) {
        if (Send-Notification $body) { [regex]::Match($body, '\w{24}').Value }
        Update-Worker
    })
    $posted = $clock.Elapsed
    1..$Odd | ForEach-Object { $queue.Put("not a notification $_") }
    while ($queue.Count() -gt 0) {
        Start-Sleep -Milliseconds 500
        Update-Worker
    }
    $clock.Stop()

    # Processed: an order is marked at Centry; for anything else, the script completed.
    $isOrder = [Collections.Generic.HashSet[string]] [string[]] $orders
    $runs = Get-ChildItem "$folder/record-*.txt" | Get-Content | ForEach-Object { $_.Split("`t")[0] } | Group-Object -NoElement
    $marked = @(Get-CentryOrder | Where-Object StatusOrigin -EQ processed).Id
    $other = @($runs.Name | Where-Object { -not $isOrder.Contains($_) })
    $dead = @(while ($some = $poison.Take(32, 3600)) { $some.Text }) | Sort-Object -Unique
    $deadIds = @([regex]::Matches($dead, '\b\w{24}\b').Value)
    $accounted = [Collections.Generic.HashSet[string]] [string[]] @($marked + $other + $deadIds)
    [pscustomobject] [ordered] @{
        Acknowledged           = $acknowledged.Count
        ProcessedAtCentry      = $marked.Count
        NothingToDo            = $other.Count
        PoisonOfFailingOrders  = @($deadIds | Where-Object { $_ -in $failing }).Count
        PoisonOfNoNotification = @($dead).Count - $deadIds.Count
        PoisonOfOthers         = @($deadIds | Where-Object { $_ -notin $failing }).Count
        Lost                   = @($acknowledged | Where-Object { -not $accounted.Contains($_) }).Count
        ProcessedTwice         = @($runs | Where-Object Count -GT 1).Count
        Workers                = $Worker
        Kills                  = $kills
        SecondsToPost          = [Math]::Round($posted.TotalSeconds)
        SecondsToProcess       = [Math]::Round($clock.Elapsed.TotalSeconds)
    }
}
finally {
    $workers | Where-Object { $_ -and -not $_.HasExited } | ForEach-Object { $_.Kill() }
    if ($sandbox) { $sandbox | Stop-CentrySandbox }
    if ($environment) { $environment.Keys | ForEach-Object { Remove-Item "Env:$_" } }
    $queue, $poison | ForEach-Object { $_.Drop() }
    Remove-Item $folder -Recurse
}

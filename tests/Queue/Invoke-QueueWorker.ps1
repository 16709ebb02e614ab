#requires -Version 7.4
<#
.SYNOPSIS
    Runs a script for each message of a queue, as the host of Azure Functions does, until it is killed.
.DESCRIPTION
    Writes a line for each processed message before it deletes the message. Unlike Azure, it does not extend the time
    for which a message is hidden while its function runs.
#>
using module ./StorageQueue.psm1
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Script,
    [Parameter(Mandatory)] [string] $Record,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Endpoint,
    [Parameter(Mandatory)] [string] $Account,
    [Parameter(Mandatory)] [string] $Queue,
    [Parameter(Mandatory)] [int] $VisibilityTimeout,
    [int] $MaximumDequeueCount = 5
)

$ErrorActionPreference = 'Stop'

# The host passes JSON to a function as a hashtable, and other text unchanged.
function ConvertTo-QueueItem([string] $Text) {
    try { ConvertFrom-Json $Text -AsHashtable } catch { $Text }
}

# https://github.com/Azure/azure-functions-powershell-worker: CleanupGlobalVariables
function Reset-Runspace([string[]] $Known) {
    foreach ($variable in Get-Variable -Scope Global) {
        if ($variable.Name -in $Known -or $variable.Options -band [Management.Automation.ScopedItemOptions]::Constant) { continue }
        Remove-Variable $variable.Name -Scope Global -Force -ErrorAction Ignore
    }
}

function Invoke-Message($Message, [StorageQueue] $From, [StorageQueue] $Poison) {
    $isLast = $Message.DequeueCount -ge $MaximumDequeueCount
    try {
        if ($Message.DequeueCount -gt $MaximumDequeueCount) { throw 'The workers that received the message were killed.' }
        $item = ConvertTo-QueueItem $Message.Text
        $output = & $Script -QueueItem $item -TriggerMetadata @{ Id = $Message.Id; DequeueCount = $Message.DequeueCount }
        [IO.File]::AppendAllText($Record, "$($item.Values | Select-Object -Last 1)`t$output`n")
    }
    catch {
        if ($isLast) { $Poison.Put($Message.Text) } else { return $From.Release($Message) }
    }
    $From.Delete($Message)
}

function Invoke-Worker {
    $from, $poison = $Queue, "$Queue-poison" | ForEach-Object { [StorageQueue]::new($Endpoint, $Account, $env:QUEUE_TRIAL_KEY, $_) }
    $known = (Get-Variable -Scope Global).Name
    while ($true) {
        $messages = $from.Take(16, $VisibilityTimeout)
        $taken = [Diagnostics.Stopwatch]::StartNew()
        foreach ($message in $messages) {
            if ($taken.Elapsed.TotalSeconds -gt $VisibilityTimeout / 2) { break } # the rest becomes visible again
            Invoke-Message $message $from $poison
            Reset-Runspace $known
        }
        if (-not $messages) { Start-Sleep -Milliseconds 200 }
    }
}

Import-Module $Module
Invoke-Worker

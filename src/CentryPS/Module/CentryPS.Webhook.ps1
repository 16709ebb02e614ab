#requires -Version 7.4
<#
.SYNOPSIS
    The DSC resource CentryPS/Webhook: what dsc runs, as the manifest beside this script says.
.DESCRIPTION
    A webhook is known by its callback URL. The sign-in comes from the environment, as Connect-Centry takes it from there.
    Gives one JSON object, and for export one a line; what went wrong are JSON lines on the error stream of the host.
.EXAMPLE
    '{"callbackUrl":"https://tienda.example/avisos"}' | ./CentryPS.Webhook.ps1 get
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateSet('get', 'test', 'set', 'export')]
    [string] $Operation,

    # An instance as JSON; without it, the standard input has it.
    [Parameter(ValueFromPipeline)]
    [string] $InputObject,

    # Gives the state that set would make, and makes nothing.
    [switch] $WhatIf
)
begin {
    $ErrorActionPreference = 'Stop'
    $ConfirmPreference = 'None'
    $ProgressPreference = 'SilentlyContinue'
    $WarningPreference = 'SilentlyContinue' # they would stand among the JSON, and are told as JSON lines
    $warnings = @()
    $json = ''

    # In ASCII, since nobody knows what encoding the console has.
    function ConvertTo-JsonLine([object] $Value) {
        if ($Value -is [bool]) { return "$Value".ToLowerInvariant() }
        if ($Value -is [array]) { return '[' + (@($Value | ForEach-Object { ConvertTo-JsonLine $_ }) -join ',') + ']' }
        if ($Value -isnot [System.Collections.IDictionary]) { return '"' + [System.Text.Json.JsonEncodedText]::Encode("$Value") + '"' }
        $names = $Value.Keys | Where-Object { $null -ne $Value[$_] }
        '{' + (@($names | ForEach-Object { "`"$_`":" + (ConvertTo-JsonLine $Value[$_]) }) -join ',') + '}'
    }

    function Write-Trace([string] $Level, [string] $Message) {
        $Host.UI.WriteErrorLine((ConvertTo-JsonLine @{ $Level = $Message }))
    }

    # The standard input is UTF-8, whatever the console's encoding is.
    function Read-Instance {
        if (-not $json) {
            $utf8 = [System.Text.UTF8Encoding]::new($false, $true)
            $json = [System.IO.StreamReader]::new([Console]::OpenStandardInput(), $utf8).ReadToEnd()
        }
        $given = @{}
        foreach ($property in [System.Text.Json.JsonDocument]::Parse($json).RootElement.EnumerateObject()) { $given[$property.Name] = $property.Value }
        $row = @{}
        if ($given['callbackUrl'].ValueKind -eq 'String') { $row.callback_url = $given['callbackUrl'].GetString() }
        if ($given['topic'].ValueKind -eq 'Array') { $row.Topic = @($given['topic'].EnumerateArray() | ForEach-Object GetString) }
        [pscustomobject] @{ Row = $row; Exist = $given['_exist'].ValueKind -ne 'False' }
    }

    # The webhook that is there or missing, and after it the duplicates of it.
    function Get-Step([hashtable] $Row) {
        $look = if ($Row.ContainsKey('Topic')) { $Row } else { $Row + @{ Topic = @() } }
        Compare-CentryWebhook -DesiredWebhook $look @centry
    }

    function Get-State($Step, [string[]] $Topic) {
        $state = [ordered] @{ callbackUrl = $Step.CallbackUrl; topic = $null; id = $Step.Id; _exist = $Step.Action -ne 'Create' }
        if ($state._exist) { $state.topic = $Topic }
        $state
    }

    function Get-Instance($Instance) {
        $step = @(Get-Step $Instance.Row)[0]
        Get-State $step $step.CurrentTopic
    }

    function Test-Instance($Instance) {
        $step = @(Get-Step $Instance.Row)[0]
        $state = Get-State $step $step.CurrentTopic
        $isSame = $step.Action -eq 'None' -or -not $Instance.Row.ContainsKey('Topic')
        $state._inDesiredState = $state._exist -eq $Instance.Exist -and ($isSame -or -not $Instance.Exist)
        $state
    }

    function Sync-Instance($Instance, [switch] $Rehearse) {
        $steps = @(Get-Step $Instance.Row)
        $there = @($steps | Where-Object Id)
        if (-not $Instance.Exist) {
            if ($there -and -not $Rehearse) { Remove-CentryWebhook -Id $there.Id -Force @centry }
            return [ordered] @{ callbackUrl = $steps[0].CallbackUrl; _exist = $false }
        }
        if ($there -and -not $Instance.Row.ContainsKey('Topic')) { return Get-State $steps[0] $steps[0].CurrentTopic }
        $command = if ($Rehearse) { 'Compare-CentryWebhook' } else { 'Sync-CentryWebhook' }
        $step = @(& $command -DesiredWebhook $Instance.Row @centry)[0]
        $state = Get-State $step
        $state.topic = [string[]] $step.Topic
        $state._exist = $true
        $state
    }

    # Without ids, so that another account can be given the same; one of a callback URL, as the other operations see it.
    function Export-Instance {
        $steps = @(Get-CentryWebhook -CallbackUrl http* @centry | Compare-CentryWebhook @centry)
        foreach ($step in $steps | Where-Object DuplicateOf) { Write-Trace warn "$($step.CallbackUrl): $($step.Reason)" }
        foreach ($step in $steps | Where-Object { -not $_.DuplicateOf }) {
            [ordered] @{ callbackUrl = $step.CallbackUrl; topic = [string[]] $step.CurrentTopic }
        }
    }

    # What a person, or a script, tells by the exit code; the manifest names each.
    function Get-ExitCode($Failure) {
        switch ("$($Failure.Exception.ErrorCode)") {
            'InvalidRequest' { 2 }
            { $_ -in 'NotConnected', 'AuthenticationFailed', 'PermissionDenied', 'InsecureUri' } { 3 }
            default { if ($Failure.Exception -is [CentryPS.CentryException]) { 1 } else { 2 } }
        }
    }
}
process {
    $json += $InputObject
}
end {
    try {
        Import-Module "$PSScriptRoot/CentryPS.psd1"
        $instance = if ($Operation -ne 'export') { Read-Instance }
        $centry = @{ Session = Connect-Centry -NoDefault -WarningVariable +warnings; WarningVariable = '+warnings' }
        $states = switch ($Operation) {
            'get' { Get-Instance $instance }
            'test' { Test-Instance $instance }
            'set' { Sync-Instance $instance -Rehearse:$WhatIf }
            'export' { Export-Instance }
        }
        foreach ($state in $states) { ConvertTo-JsonLine $state }
    }
    catch {
        $failure = $_
        Write-Trace error "$failure $($failure.ErrorDetails.RecommendedAction)".Trim()
        exit (Get-ExitCode $failure)
    }
    finally {
        foreach ($warning in $warnings) { Write-Trace warn $warning }
    }
}

#requires -Version 5.1
<#
.SYNOPSIS
    Runs the stories in this shell with Pester. Ends with 0 where all passed, and with 1 where any failed.
.PARAMETER Required
    Takes a missing Pester for a failure; without it, one line says that nothing was tested.
.EXAMPLE
    pwsh tests/Acceptance/Invoke-Acceptance.ps1
#>
[CmdletBinding()]
param(
    [version] $PesterVersion,
    [switch] $Required
)

$ErrorActionPreference = 'Stop'
$shell = "PowerShell $($PSVersionTable.PSVersion) ($PSEdition)"
$pester = Get-Module Pester -ListAvailable |
    Where-Object { $_.Version -ge [version] '5.5' -and (-not $PesterVersion -or $_.Version -eq $PesterVersion) } |
    Sort-Object Version |
    Select-Object -Last 1
if (-not $pester) {
    Write-Warning "Acceptance tests NOT RUN in ${shell}: it has no Pester $(if ($PesterVersion) { $PesterVersion } else { '5.5 or newer' })."
    exit [int] [bool] $Required
}

Import-Module $pester.Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration
$isGood = $result.Result -eq 'Passed' -and $result.PassedCount -gt 0
"Acceptance tests in ${shell} with Pester $($pester.Version): $($result.PassedCount) passed, $($result.FailedCount) failed, $($result.SkippedCount) skipped."
exit [int] (-not $isGood)

#requires -Version 5.1
<#
.SYNOPSIS
    The project's verbs, each a thin call of dotnet: Build, Test, Demo, Pack.
.EXAMPLE
    ./build.ps1 Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Pack')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args -join ' ') failed with exit code $LASTEXITCODE." }
}

switch ($Task) {
    'Build' { Invoke-Dotnet build -c $Configuration }
    'Test' { Invoke-Dotnet test -c $Configuration }
    'Demo' { Invoke-Dotnet run -c $Configuration --project src/CentryPS.Sandbox }
    'Pack' { Invoke-Dotnet pack src/CentryPS -c $Configuration }
}

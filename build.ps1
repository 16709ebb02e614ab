#requires -Version 5.1
<#
.SYNOPSIS
    The project's verbs, each a thin call of dotnet: Build, Test, Demo, Bench, Pack.
.EXAMPLE
    ./build.ps1 Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Pack')]
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

function Invoke-Pack {
    Invoke-Dotnet build src/CentryPS -c $Configuration
    $target = Join-Path $PSScriptRoot 'out/CentryPS'
    if (Test-Path $target) { Remove-Item $target -Recurse -Force }
    New-Item $target -ItemType Directory -Force | Out-Null
    foreach ($part in 'CentryPS.psd1', 'CentryPS.dll', 'CentryPS.Format.ps1xml', 'CentryPS.Types.ps1xml', 'Desktop', 'es', 'LICENSE') {
        Copy-Item $part $target -Recurse
    }
    Get-ChildItem $target -Recurse -File | ForEach-Object { $_.FullName.Substring($target.Length + 1) }
}

switch ($Task) {
    'Build' { Invoke-Dotnet build -c $Configuration }
    'Test' { Invoke-Dotnet test -c $Configuration }
    'Demo' { Invoke-Dotnet run -c $Configuration --project src/CentryPS.Sandbox }
    'Bench' { Invoke-Dotnet run -c Release --project tests/CentryPS.Benchmarks }
    'Pack' { Invoke-Pack }
}

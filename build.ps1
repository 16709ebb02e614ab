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

# In every PowerShell of this machine: the stories are the users', whichever they have.
function Invoke-Acceptance {
    foreach ($shell in Get-Command pwsh, powershell -CommandType Application -ErrorAction Ignore | Sort-Object Name -Unique) {
        & $shell.Source -NoProfile -ExecutionPolicy Bypass -File tests/Acceptance/Invoke-Acceptance.ps1
        if ($LASTEXITCODE -ne 0) { throw "Acceptance tests failed in $($shell.Source)." }
    }
}

switch ($Task) {
    'Build' { Invoke-Dotnet build -c $Configuration }
    'Test' { Invoke-Dotnet test -c $Configuration; Invoke-Acceptance }
    'Demo' { Invoke-Dotnet run -c $Configuration --project src/CentryPS.Sandbox }
    'Bench' { Invoke-Dotnet run -c Release --project tests/CentryPS.Benchmarks }
    'Pack' { Invoke-Pack }
}

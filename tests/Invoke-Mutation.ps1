#requires -Version 5.1
<#
.SYNOPSIS
    Changes the module's source at random places, one at a time, and reports the changes that no test detects.
.DESCRIPTION
    Works in a copy of the repository in a temporary folder. The tests of the changed file's folder run first, then all others
    of CentryPS.Tests. A change also counts as detected if the tests take more than three times as long as without it.
.PARAMETER Count
    The number of changes. Changes that do not compile are not counted.
.PARAMETER Seed
    The seed of an earlier run, to repeat it on the same source.
.PARAMETER Path
    The folder or file to change.
.PARAMETER Exclude
    The folders of tests to skip: by default, those that the changed assembly cannot affect.
.EXAMPLE
    tests/Invoke-Mutation.ps1 -Count 30 -Path src/CentryPS/Api
#>
[CmdletBinding()]
param(
    [int] $Count = 15,
    [int] $Seed = (Get-Random -Maximum 100000),
    [string] $Path = 'src/CentryPS',
    [string[]] $Exclude = @('Packaging', 'Help', 'Conventions', 'Sandbox')
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$copy = Join-Path ([IO.Path]::GetTempPath()) "CentryPS.Mutation.$PID"
$tests = Join-Path $copy 'tests/CentryPS.Tests'
$rules = [ordered] @{
    ' \|\| ' = ' && '; ' && ' = ' || '; ' == ' = ' != '; ' != ' = ' == '
    ' > ' = ' >= '; ' >= ' = ' > '; ' < ' = ' <= '; ' <= ' = ' < '
    'Math\.Max\(' = 'Math.Min('; 'Math\.Min\(' = 'Math.Max('
    ' is null\b' = ' is not null'; ' is not null\b' = ' is null'
    '\btrue\b' = 'false'; '\bfalse\b' = 'true'
    '^(\s+(?:if|while) )\((.+)\)$' = '$1(!($2))'
    '^(\s+)(?!return|var|using|await using)[\w(].*;( //.*)?$' = '$1;'
}

function Get-Candidate {
    $sources = Get-ChildItem (Join-Path $copy $Path) -Recurse -Filter *.cs | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
    foreach ($file in $sources | Sort-Object FullName) {
        $number = 0
        $isDesktop = $false # code only for .NET Framework, which these tests do not run
        foreach ($line in [IO.File]::ReadAllLines($file.FullName)) {
            $number++
            if ($line -like '#*') { $isDesktop = $line -eq '#if NETFRAMEWORK' }
            if ($isDesktop -or $line -match '^\s*(//|\[|using |#)') { continue }
            foreach ($rule in $rules.GetEnumerator()) {
                $new = ([regex] $rule.Key).Replace($line, $rule.Value, 1)
                if ($new -cne $line) { [pscustomobject] @{ File = $file.FullName; Line = $number; Old = $line; New = $new } }
            }
        }
    }
}

# Returns the exit code; nothing after a timeout, which ends the process and its children.
function Invoke-Dotnet([string[]] $Arguments, [int] $Seconds = 3600) {
    $log = Join-Path $copy 'mutation.log'
    $process = Start-Process dotnet $Arguments -WorkingDirectory $copy -NoNewWindow -PassThru -RedirectStandardOutput $log
    $null = $process.Handle # without it, ExitCode is null in Windows PowerShell
    if ($process.WaitForExit($Seconds * 1000)) { return $process.ExitCode }
    if ($PSEdition -eq 'Core') { $process.Kill($true) } else { $null = taskkill /t /f /pid $process.Id }
    $process.WaitForExit()
}

function Invoke-Build([string] $Project, [string[]] $More = @()) {
    Invoke-Dotnet (@('build', $Project, '-nodeReuse:false', '-p:RunAnalyzers=false', '-p:TreatWarningsAsErrors=false') + $More)
}

# Returns the option for each class in the test folders.
function Select-Class([string] $Option, [string[]] $Folder) {
    $Folder | ForEach-Object { Join-Path $tests $_ } | Where-Object { Test-Path $_ } |
        ForEach-Object { Get-ChildItem $_ -Recurse -Filter *Tests*.cs } | ForEach-Object { $Option, "*.$($_.Name.Split('.')[0])" }
}

function Invoke-Test([string[]] $Filter, [int] $Seconds = 3600) {
    Invoke-Dotnet (@('tests/CentryPS.Tests/bin/Debug/net10.0/CentryPS.Tests.dll', '-noLogo', '-noColor', '-stopOnFail') + $Filter) $Seconds
}

try {
    foreach ($name in & git -C $root ls-files --cached --others --exclude-standard) {
        $source = Join-Path $root $name
        if (-not (Test-Path $source)) { continue } # deleted but not committed
        $null = New-Item -ItemType Directory -Force (Split-Path (Join-Path $copy $name))
        Copy-Item $source (Join-Path $copy $name)
    }
    if ((Invoke-Build 'tests/CentryPS.Tests') -ne 0) { throw "The tests do not build: $(Get-Content "$copy/mutation.log" -Raw)" }
    $others = Select-Class '-class-' $Exclude
    $watch = [Diagnostics.Stopwatch]::StartNew()
    if ((Invoke-Test $others) -ne 0) { throw "A test fails without changes: $(Select-String "$copy/mutation.log" -Pattern '\[FAIL\]')" }
    $limit = 60 + 3 * [int] $watch.Elapsed.TotalSeconds
    Write-Host "Seed $Seed; the tests take $([int] $watch.Elapsed.TotalSeconds) seconds without a change."
    $null = Get-Random -SetSeed $Seed
    $done = 0
    $results = foreach ($mutant in Get-Candidate | Sort-Object { Get-Random }) {
        if ($done -eq $Count) { break }
        $text = [IO.File]::ReadAllText($mutant.File)
        $lines = $text -split "`n"
        $lines[$mutant.Line - 1] = $mutant.New
        [IO.File]::WriteAllText($mutant.File, $lines -join "`n")
        $isBuilt = (Invoke-Build 'src/CentryPS' '--no-restore', '-f', 'net8.0') -eq 0
        [IO.File]::WriteAllText($mutant.File, $text)
        if (-not $isBuilt) { continue }
        $done++
        Copy-Item "$copy/src/CentryPS/bin/Debug/net8.0/CentryPS.dll" "$tests/bin/Debug/net10.0"
        $place = $mutant.File.Substring($copy.Length + 1).Replace('\', '/')
        $folder = Split-Path ($place -replace '^src/CentryPS/')
        while ($folder -and -not (Test-Path (Join-Path $tests $folder))) { $folder = Split-Path $folder }
        $near = if ($folder) { Select-Class '-class' $folder }
        $isDetected = ($near -and (Invoke-Test $near $limit) -ne 0) -or (Invoke-Test $others $limit) -ne 0
        $result = [pscustomobject] @{
            Result = ('survived', 'detected')[[int] $isDetected]
            Place  = "${place}:$($mutant.Line)"
            Change = "$($mutant.Old.Trim()) -> $($mutant.New.Trim())"
        }
        Write-Host "$($result.Result) $($result.Place) $($result.Change)"
        $result
    }
    "Detected $(@($results | Where-Object Result -EQ 'detected').Count) of $(@($results).Count) changes. Not detected:"
    $results | Where-Object Result -EQ 'survived' | Format-Table Place, Change -AutoSize -Wrap
}
finally {
    Remove-Item $copy -Recurse -Force -ErrorAction SilentlyContinue
}

#requires -Version 5.1
<#
    Runs the test files specified on standard input with Pester, and writes the result of each test as a line of JSON.
#>
param([string] $Pester)

Import-Module $Pester

# The tests must pass with settings that a user's profile, console or system may have.
Set-StrictMode -Version Latest
$global:ErrorActionPreference = 'Stop'
$global:PSDefaultParameterValues = @{ '*:Encoding' = 'utf8'; 'Export-Csv:NoTypeInformation' = $true; 'Format-Table:AutoSize' = $true }
[Console]::OutputEncoding = [Text.Encoding]::GetEncoding(437)
$cultures = 'es-CL', 'tr-TR', 'th-TH'

# ASCII only, so that every code page preserves the lines.
function Write-Event([hashtable] $Event) {
    $json = ConvertTo-Json $Event -Compress
    [Console]::Out.WriteLine("`n##pester " + [regex]::Replace($json, '[^\x20-\x7e]', { '\u{0:x4}' -f [int] [char] $args[0].Value }))
}

# Expands the values of -ForEach, which Pester does only when it runs the test.
function Get-TestName($Test) {
    $parts = @(Expand-Name $Test)
    for ($block = $Test.Block; -not $block.IsRoot; $block = $block.Parent) { $parts = @(Expand-Name $block) + $parts }
    $parts -join ': '
}

function Expand-Name($Item) {
    [regex]::Replace($Item.Name, '<(\w+)>', {
            $data = $Item.Data
            $key = $args[0].Groups[1].Value
            if ($key -eq '_') { $data } elseif ($data -is [Collections.IDictionary] -and $data.Contains($key)) { $data[$key] } else { $args[0].Value }
        })
}

# Returns a test or block and its enclosing blocks.
function Get-Ancestry($Item) {
    $Item
    if ($Item -is [Pester.Test]) { Get-Ancestry $Item.Block }
    elseif ($Item -is [Pester.Block] -and $Item.Parent) { Get-Ancestry $Item.Parent }
}

# Returns the reason of Set-ItResult or, if there is none, the condition of -Skip.
function Get-SkipReason($Test) {
    if ($Test.ErrorRecord) { return "$($Test.ErrorRecord[0])" }
    foreach ($item in Get-Ancestry $Test | Where-Object StartLine) {
        $line = @(Get-Content -LiteralPath $item.ScriptBlock.File -Encoding utf8)[$item.StartLine - 1]
        if ($line -match '-Skip:\((.+)\) ') { return "Skipped because of $($Matches[1])" }
    }
    'Skipped because of -Skip'
}

# Returns the error of a test or, if it has none, of its enclosing block.
function Get-ErrorText($Item) {
    $errors = @(Get-Ancestry $Item | Where-Object ErrorRecord | Select-Object -First 1 | ForEach-Object { $_.ErrorRecord })
    @{
        Message    = @($errors | ForEach-Object { "$($_.DisplayErrorMessage)" }) -join "`n"
        StackTrace = @($errors | ForEach-Object { "$($_.DisplayStackTrace)" }) -join "`n"
    }
}

function Write-Result($Test, [bool] $IsDiscovery) {
    $outcome = if ($IsDiscovery) { 'Found' } else { "$($Test.Result)" }
    if ($outcome -eq 'NotRun') { return }
    $result = @{
        Event = 'Test'; Name = Get-TestName $Test; Line = $Test.StartLine; Outcome = $outcome
        Milliseconds = $Test.Duration.TotalMilliseconds
        Output = @($Test.StandardOutput | ForEach-Object { "$_" }) -join "`n"
    }
    if ($outcome -eq 'Skipped') { $result.Message = Get-SkipReason $Test }
    elseif ($outcome -eq 'Failed') { $result += Get-ErrorText $Test }
    Write-Event $result
}

# Reports a failure outside of tests: of the file, or of a block's setup or teardown.
function Write-Failure([string] $Name, $Item) {
    $failure = @{ Event = 'Test'; Name = $Name; Line = 0; Outcome = 'Failed' }
    Write-Event ($failure + (Get-ErrorText $Item))
}

# Reports which test the following output belongs to. Pester has this extension point for the VS Code runner.
& (Get-Module Pester) {
    param($Report)
    $script:additionalPlugins = New-PluginObject -Name Report -EachTestSetupStart { param($Context) & $Report $Context.Test }.GetNewClosure()
} { param($Test) Write-Event @{ Event = 'Start'; Name = Get-TestName $Test } }

while ($line = [Console]::In.ReadLine()) {
    $command = ConvertFrom-Json $line
    $file = Split-Path $command.File -Leaf
    [Threading.Thread]::CurrentThread.CurrentCulture = $cultures[$file.Length % $cultures.Count]
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $command.File
    $configuration.Run.PassThru = $true
    $configuration.Run.SkipRun = $command.Discover
    $configuration.Output.Verbosity = 'None'
    $configuration.Filter.Line = @($command.Lines | ForEach-Object { "$($command.File):$_" })
    $result = Invoke-Pester -Configuration $configuration
    foreach ($container in $result.Containers | Where-Object { $_.ErrorRecord }) { Write-Failure $file $container }
    foreach ($block in $result.FailedBlocks) { Write-Failure "$file, before or after: $($block.Name)" $block }
    foreach ($test in $result.Tests) { Write-Result $test $command.Discover }
    if (-not $result.Tests -and -not $result.FailedContainers) {
        Write-Event @{ Event = 'Test'; Name = $file; Line = 0; Outcome = 'Failed'; Message = 'The file has no tests.' }
    }
    Write-Event @{ Event = 'End' }
}

#requires -Version 5.1
<#
.SYNOPSIS
    The project's verbs, each a thin call of dotnet or of a script: Build, Test, Mutate, Demo, Bench, Help, Pack.
.EXAMPLE
    ./build.ps1 Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Mutate', 'Demo', 'Bench', 'Help', 'Pack')]
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

# Export-MamlCommandHelp leaves out what a parameter is where nobody gives it.
function Add-DefaultValue($Page, $Path) {
    $maml = [xml]::new()
    $maml.PreserveWhitespace = $true
    $maml.Load($Path)
    foreach ($command in $maml.GetElementsByTagName('command:command')) {
        $parameters = ($Page | Where-Object Title -EQ $command.details.name.Trim()).Parameters
        foreach ($node in $command.parameters.parameter) {
            $value = ($parameters | Where-Object Name -EQ $node.name).DefaultValue
            if ($value -and $value -notin 'none', 'ninguno', 'False', '$false') {
                $default = $maml.CreateElement('dev', 'defaultValue', $node.GetNamespaceOfPrefix('dev'))
                $default.InnerText = $value
                $null = $node.InsertAfter($default, $node.type)
            }
        }
    }
    $maml.OuterXml
}
# docs/<culture>/*.md are the source; what Get-Help reads is committed, so that nobody needs PlatyPS to build.
function Invoke-Help {
    if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
        throw 'Help is compiled by Microsoft.PowerShell.PlatyPS 1.0 or newer: Install-PSResource Microsoft.PowerShell.PlatyPS'
    }
    foreach ($culture in 'en-US', 'es') {
        Export-Help "docs/$culture" "src/CentryPS/Module/$culture/CentryPS.dll-Help.xml"
        Export-Help "docs/sandbox/$culture" "src/CentryPS.Sandbox.Server/Module/$culture/CentryPS.Sandbox-help.xml"
    }
}

function Export-Help([string] $Pages, [string] $Target) {
    $read = Import-MarkdownCommandHelp "$Pages/*.md"
    $made = $read | Export-MamlCommandHelp -OutputFolder out/help -Force | Select-Object -First 1
    $text = (Add-DefaultValue $read $made.FullName).Replace("`r`n", "`n").TrimEnd() + "`n"
    # The marks of code are for the web; at the prompt they are noise.
    $text = [regex]::Replace($text, '(?s)<maml:para>.*?</maml:para>', { $args[0].Value -replace '```\w*\n?|`' })
    # A paragraph loses the blanks before its first line, which the head of a table may have.
    $text = $text -replace '<maml:para>(?=\w.*\n- -)', '<maml:para>  '
    # A table has an ellipsis where it cuts, and code page 850 has none.
    $text = $text.Replace([string][char] 0x2026, '...')
    if ($Pages -like '*/es') { $text = $text.Replace('>Online Version<', '>Versi&#243;n en l&#237;nea<') }
    [IO.File]::WriteAllText("$PSScriptRoot/$Target", $text)
}

switch ($Task) {
    'Build' { Invoke-Dotnet build -c $Configuration }
    'Test' { Invoke-Dotnet test -c $Configuration }
    'Mutate' { & "$PSScriptRoot/tests/Invoke-Mutation.ps1" }
    'Demo' { Invoke-Dotnet run -c $Configuration --project src/CentryPS.Sandbox }
    'Bench' { Invoke-Dotnet run -c Release --project tests/CentryPS.Benchmarks }
    'Help' { Invoke-Help }
    'Pack' { Invoke-Dotnet pack src/CentryPS -c $Configuration; Invoke-Dotnet pack src/CentryPS.Sandbox.Server -c $Configuration }
}

#requires -Version 5.1
<#
.SYNOPSIS
    Runs a task of the project: Build, Test, Mutate, Demo, Bench, Help, Pack.
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
$platyPS = '1.0.3' # other versions may write different XML
Set-Location $PSScriptRoot

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args -join ' ') failed with exit code $LASTEXITCODE." }
}

# Adds the default values of parameters, which Export-MamlCommandHelp omits.
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

# Compiles docs/<culture>/*.md to the XML that Get-Help reads. The XML is committed, so that a build does not need PlatyPS.
function Invoke-Help {
    try { Import-Module Microsoft.PowerShell.PlatyPS -RequiredVersion $platyPS }
    catch { throw "The task Help requires PlatyPS $platyPS. To install it: Install-PSResource Microsoft.PowerShell.PlatyPS -Version $platyPS" }
    foreach ($culture in 'en-US', 'es') {
        Export-Help "docs/$culture" "src/CentryPS/Module/$culture/CentryPS.dll-Help.xml"
        Export-Help "docs/sandbox/$culture" "src/CentryPS.Sandbox.Server/Module/$culture/CentryPS.Sandbox-help.xml"
    }
}

function Export-Help([string] $Pages, [string] $Target) {
    $pageHelp = Import-MarkdownCommandHelp "$Pages/*.md"
    $file = $pageHelp | Export-MamlCommandHelp -OutputFolder out/help -Force | Select-Object -First 1
    $text = (Add-DefaultValue $pageHelp $file.FullName).Replace("`r`n", "`n").TrimEnd() + "`n"
    # Get-Help shows the marks of code literally, so they are removed.
    $text = [regex]::Replace($text, '(?s)<maml:para>.*?</maml:para>', { $args[0].Value -replace '```\w*\n?|`' })
    # PlatyPS removes the spaces before the first line of a paragraph, including those before a table's header.
    $text = $text -replace '<maml:para>(?=\w.*\n- -)', '<maml:para>  '
    # Tables mark truncated values with an ellipsis, which code page 850 does not have.
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

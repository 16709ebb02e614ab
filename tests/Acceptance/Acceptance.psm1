#requires -Version 5.1
<#
    What the stories share: the module under test, and scripts in a shell of their own.
#>

function Get-TestedModule {
    <#
    .SYNOPSIS
        The manifest of the module under test: that of CENTRYPS_MODULE, a folder, or of this repository.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param()
    $folder = if ($env:CENTRYPS_MODULE) { $env:CENTRYPS_MODULE } else { Join-Path $PSScriptRoot '../..' }
    (Resolve-Path (Join-Path $folder 'CentryPS.psd1')).Path
}

function Install-TestedModule {
    <#
    .SYNOPSIS
        Copies the module under test below a folder for modules, as an installation does, and gives that folder.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] [string] $Path)
    $source = Split-Path (Get-TestedModule)
    $target = New-Item (Join-Path $Path 'CentryPS') -ItemType Directory -Force
    foreach ($part in 'CentryPS.psd1', 'CentryPS.dll', 'CentryPS.Format.ps1xml', 'CentryPS.Webhook.ps1', 'CentryPS.Webhook.dsc.resource.json', 'Desktop', 'es', 'en-US') {
        $item = Join-Path $source $part
        if (Test-Path $item) { Copy-Item $item $target.FullName -Recurse }
    }
    $target.Parent.FullName
}

function Get-ShellPath {
    <#
    .SYNOPSIS
        The program of this shell. That of a shell which is a tool of .NET is beside it: the process itself is dotnet.
    #>
    $path = (Get-Process -Id $PID).Path
    if ([IO.Path]::GetFileNameWithoutExtension($path) -eq 'dotnet') { Join-Path $PSHOME "pwsh$([IO.Path]::GetExtension($path))" } else { $path }
}

function Invoke-Script {
    <#
    .SYNOPSIS
        Runs a script as a scheduler does: in a new shell of this edition. Gives its exit code and all that it wrote.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $File,
        [string] $ModulePath,
        [string[]] $ArgumentList = @()
    )
    $quoted = @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $File) + $ArgumentList | ForEach-Object { "`"$_`"" }
    $start = New-Object System.Diagnostics.ProcessStartInfo (Get-ShellPath), ($quoted -join ' ')
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.WorkingDirectory = Split-Path $File
    if ($ModulePath) {
        $start.EnvironmentVariables['PSModulePath'] = $ModulePath + [IO.Path]::PathSeparator + $env:PSModulePath
    }
    $process = [System.Diagnostics.Process]::Start($start)
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    [pscustomobject] @{ ExitCode = $process.ExitCode; Output = $output + $errors.Result }
}

Export-ModuleMember -Function Get-ShellPath, Get-TestedModule, Install-TestedModule, Invoke-Script

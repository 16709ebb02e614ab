#requires -Version 5.1
<#
    Helpers for the tests: the module under test, and scripts in a separate shell.
#>

function Get-TestedModule {
    <#
    .SYNOPSIS
        Returns the manifest of the module under test: in the folder CENTRYPS_MODULE or, by default, in this repository.
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
        Installs the module under test into a folder for modules, and returns that folder.
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

function Get-ShellCommand {
    <#
    .SYNOPSIS
        Returns the program of this shell and, if the program is dotnet, the assembly.
    #>
    $path = (Get-Process -Id $PID).Path
    if ([IO.Path]::GetFileNameWithoutExtension($path) -eq 'dotnet') { $path, (Join-Path $PSHOME 'pwsh.dll') } else { $path }
}

function Start-Script {
    <#
    .SYNOPSIS
        Starts a script as a scheduler does: in a new shell of this edition, without input.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory)] [string] $File,
        [string] $ModulePath,
        [string[]] $ArgumentList = @()
    )
    $program, $arguments = @(Get-ShellCommand) + '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $File + $ArgumentList
    $start = New-Object System.Diagnostics.ProcessStartInfo $program, (@($arguments | ForEach-Object { "`"$_`"" }) -join ' ')
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.WorkingDirectory = Split-Path $File
    # On Windows, the new shell uses the code page of the shared console; elsewhere, UTF-8.
    if ($env:OS -ne 'Windows_NT') { $start.StandardOutputEncoding = $start.StandardErrorEncoding = New-Object System.Text.UTF8Encoding $false }
    if ($ModulePath) {
        $start.EnvironmentVariables['PSModulePath'] = $ModulePath + [IO.Path]::PathSeparator + $env:PSModulePath
    }
    if ($PSCmdlet.ShouldProcess($File)) {
        $process = [System.Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $process
    }
}

function Invoke-Script {
    <#
    .SYNOPSIS
        Runs a script, and returns its exit code and output.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $File,
        [string] $ModulePath,
        [string[]] $ArgumentList = @()
    )
    $process = Start-Script @PSBoundParameters
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    [pscustomobject] @{ ExitCode = $process.ExitCode; Output = $output + $errors.Result }
}

Export-ModuleMember -Function Get-ShellCommand, Get-TestedModule, Install-TestedModule, Invoke-Script, Start-Script

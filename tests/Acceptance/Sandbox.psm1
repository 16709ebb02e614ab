#requires -Version 5.1
<#
    Imports the module CentryPS.Sandbox and defines a command that authorizes its application.
#>

# The packed module next to the module under test or, without one, the last build.
$places = if ($env:CENTRYPS_MODULE) { Join-Path (Split-Path $env:CENTRYPS_MODULE) 'CentryPS.Sandbox' }
else { Join-Path $PSScriptRoot '../../src/CentryPS.Sandbox.Server/bin/*/CentryPS.Sandbox' }
$manifest = Get-ChildItem (Join-Path $places 'CentryPS.Sandbox.psd1') -ErrorAction Ignore |
    Sort-Object { (Get-ChildItem (Join-Path $_.Directory 'Server/*.dll') -ErrorAction Ignore).LastWriteTime } |
    Select-Object -Last 1
if (-not $manifest) { throw "There is no module CentryPS.Sandbox in $places. Run dotnet test." }
Import-Module $manifest.FullName

function Get-SandboxManifest {
    <#
    .SYNOPSIS
        Returns the manifest of the module CentryPS.Sandbox under test.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param()
    $manifest.FullName
}

function Get-CentryCode {
    <#
    .SYNOPSIS
        Authorizes the sandbox's application, as a user does in a browser, and returns the code.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [PSTypeName('CentrySandbox')] $Sandbox,
        [string] $Scope = 'public read_orders write_orders read_webhook write_webhook'
    )
    $query = 'client_id={0}&redirect_uri=urn:ietf:wg:oauth:2.0:oob&response_type=code&scope={1}' -f $Sandbox.Application.UserName, [uri]::EscapeDataString($Scope)
    $page = Invoke-WebRequest -Uri "$($Sandbox.BaseUri)oauth/authorize?$query" -Method Post -UseBasicParsing
    [regex]::Match($page.Content, '<code>(\w+)</code>').Groups[1].Value
}

Export-ModuleMember -Function Start-CentrySandbox, Get-CentrySandbox, Stop-CentrySandbox, Add-CentryFault, Get-CentryFault, Clear-CentryFault, Get-CentryDelivery, Get-CentryCode, Get-SandboxManifest

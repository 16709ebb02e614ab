#requires -Version 5.1
<#
    Starts, spoils and stops sandboxes: each a process of its own, on a free port, with a shop of its own.
#>

function Find-Sandbox {
    if ($env:CENTRYPS_SANDBOX) { return $env:CENTRYPS_SANDBOX }
    $built = Get-ChildItem (Join-Path $PSScriptRoot '../../src/CentryPS.Sandbox/bin/*/*/CentryPS.Sandbox.dll') |
        Sort-Object LastWriteTime |
        Select-Object -Last 1
    if (-not $built) { throw 'There is no sandbox: run ./build.ps1 first, or name a CentryPS.Sandbox.dll in CENTRYPS_SANDBOX.' }
    $built.FullName
}

function Start-CentrySandbox {
    <#
    .SYNOPSIS
        Starts a sandbox, and gives its address, a token, its application (client id and secret) and its process.
    .PARAMETER Path
        CentryPS.Sandbox.dll; without it, CENTRYPS_SANDBOX or the one that was built here last.
    .PARAMETER DataFile
        A file that keeps what the sandbox holds.
    .PARAMETER Redelivery
        Seconds until a notification that was not accepted comes again; without it 300, as at Centry.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('CentrySandbox')]
    param(
        [string] $Path,
        [string] $DataFile,
        [double] $Redelivery
    )
    if (-not $Path) { $Path = Find-Sandbox }
    if (-not $PSCmdlet.ShouldProcess($Path, 'Start')) { return }

    $start = New-Object System.Diagnostics.ProcessStartInfo 'dotnet', "`"$Path`" serve"
    if ($DataFile) { $start.Arguments += " --data `"$DataFile`"" }
    if ($Redelivery) { $start.Arguments += ' --redelivery ' + $Redelivery.ToString([cultureinfo]::InvariantCulture) }
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)

    # The lines are for a person to paste; the last one is the command that signs in.
    $said = @()
    do { $said += $line = $process.StandardOutput.ReadLine() } until ($null -eq $line -or $line -eq 'Connect-Centry')
    if ($null -eq $line) { throw "The sandbox did not start: $said" }
    if ("$said" -notmatch "id (?<Id>\S+), client secret (?<Secret>\S+)\.") { throw "The sandbox tells no application: $said" }
    $secret = New-Object System.Security.SecureString
    $Matches.Secret.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
    [pscustomobject] @{
        PSTypeName  = 'CentrySandbox'
        BaseUri     = [uri] ([regex]::Match("$said", "CENTRY_BASE_URI = '([^']+)'").Groups[1].Value)
        AccessToken = [regex]::Match("$said", "CENTRY_ACCESS_TOKEN = '([^']+)'").Groups[1].Value
        Application = New-Object System.Management.Automation.PSCredential $Matches.Id, $secret
        Process     = $process
        Path        = $Path
    }
}

function Stop-CentrySandbox {
    <#
    .SYNOPSIS
        Ends a sandbox, at once, as a power cut does.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, ValueFromPipeline)] [PSTypeName('CentrySandbox')] $Sandbox)
    process {
        if (-not $Sandbox.Process.HasExited -and $PSCmdlet.ShouldProcess($Sandbox.BaseUri, 'Stop')) {
            $Sandbox.Process.Kill()
            $Sandbox.Process.WaitForExit()
        }
    }
}

function Add-CentryFault {
    <#
    .SYNOPSIS
        Adds faults that the next requests meet.
    .EXAMPLE
        Add-CentryFault $sandbox @{ fault = 'status'; status = 503; times = 2 }
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [PSTypeName('CentrySandbox')] $Sandbox,
        [Parameter(Mandatory)] [hashtable[]] $Fault
    )
    $body = ConvertTo-Json -InputObject $Fault -Compress
    $null = Invoke-RestMethod -Uri "$($Sandbox.BaseUri)sandbox/faults" -Method Post -Body $body -ContentType 'application/json'
}

function Get-CentryFault {
    <#
    .SYNOPSIS
        Gives the faults that no request has met yet.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] [PSTypeName('CentrySandbox')] $Sandbox)
    Invoke-RestMethod -Uri "$($Sandbox.BaseUri)sandbox/faults" | ForEach-Object { $_ }
}

function Clear-CentryFault {
    <#
    .SYNOPSIS
        Takes away the faults that are left.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] [PSTypeName('CentrySandbox')] $Sandbox)
    $null = Invoke-RestMethod -Uri "$($Sandbox.BaseUri)sandbox/faults" -Method Delete
}

function Get-CentryDelivery {
    <#
    .SYNOPSIS
        Gives the last thousand tries of the sandbox to deliver notifications to its webhooks, the oldest first.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] [PSTypeName('CentrySandbox')] $Sandbox)
    Invoke-RestMethod -Uri "$($Sandbox.BaseUri)sandbox/deliveries" | ForEach-Object { $_ }
}

function Get-CentryCode {
    <#
    .SYNOPSIS
        Authorizes the sandbox's application, as a person does in a browser, and gives the code.
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

Export-ModuleMember -Function Start-CentrySandbox, Stop-CentrySandbox, Add-CentryFault, Get-CentryFault, Clear-CentryFault, Get-CentryDelivery, Get-CentryCode

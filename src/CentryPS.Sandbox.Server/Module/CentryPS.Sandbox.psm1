#requires -Version 5.1
Set-StrictMode -Version 3.0

# The sandboxes that this session started and has not stopped, oldest first.
$script:Running = New-Object 'System.Collections.Generic.List[object]'
$script:Runtime = '10.0'
Import-LocalizedData -BindingVariable Messages -FileName Messages.psd1 -BaseDirectory $PSScriptRoot -ErrorAction Ignore
if (-not (Get-Variable Messages -ErrorAction Ignore)) {
    # Cultures without messages use English.
    Import-LocalizedData -BindingVariable Messages -FileName Messages.psd1 -BaseDirectory $PSScriptRoot -UICulture en-US
}

function Get-ErrorRecord([string] $Id, [string] $Message, [System.Management.Automation.ErrorCategory] $Category, $Target) {
    $exception = New-Object System.InvalidOperationException $Message
    New-Object System.Management.Automation.ErrorRecord $exception, $Id, $Category, $Target
}

function Find-DotNet {
    $dotnet = Get-Command dotnet -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    if (-not $dotnet) {
        throw (Get-ErrorRecord DotNetMissing ($Messages.DotNetMissing -f $Runtime) NotInstalled dotnet)
    }
    $runtimes = @(& $dotnet.Source --list-runtimes 2>$null | Where-Object { $_ -match '^Microsoft\.AspNetCore\.App (\d+\.\d+\.\d+)' } | ForEach-Object { [version] $Matches[1] })
    if (-not ($runtimes | Where-Object { $_ -ge [version] $Runtime })) {
        $installed = if ($runtimes) { $runtimes -join ', ' } else { $Messages.NoRuntimes }
        throw (Get-ErrorRecord RuntimeMissing ($Messages.RuntimeMissing -f $Runtime, $installed) NotInstalled $dotnet.Source)
    }
    $dotnet.Source
}

function Resolve-Sandbox($Sandbox) {
    if (-not $Sandbox) {
        $sandboxes = @(Get-CentrySandbox)
        if ($sandboxes.Count -eq 0) { throw (Get-ErrorRecord NoSandbox $Messages.NoSandbox ObjectNotFound $null) }
        if ($sandboxes.Count -gt 1) { throw (Get-ErrorRecord SeveralSandboxes ($Messages.SeveralSandboxes -f $sandboxes.Count) InvalidArgument $null) }
        $Sandbox = $sandboxes[0]
    }
    if ($Sandbox.Process.HasExited) { throw (Get-ErrorRecord SandboxEnded ($Messages.Ended -f $Sandbox.BaseUri) ObjectNotFound $Sandbox) }
    $Sandbox
}

# The progress bar is off, because in Windows PowerShell it makes each call ten times slower.
function Invoke-SandboxRequest($Sandbox, [string] $Path, [string] $Method = 'Get', [string] $Body) {
    $ProgressPreference = 'SilentlyContinue'
    $request = @{ Uri = "$($Sandbox.BaseUri)sandbox/$Path"; Method = $Method; UseBasicParsing = $true }
    if ($Body) { $request += @{ Body = [Text.Encoding]::UTF8.GetBytes($Body); ContentType = 'application/json; charset=utf-8' } }
    Invoke-RestMethod @request
}

function ConvertTo-Credential($Company) {
    $secret = New-Object System.Security.SecureString
    $Company.client_secret.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
    New-Object System.Management.Automation.PSCredential $Company.client_id, $secret
}

# Each argument is quoted. File names are assumed to contain no quotation marks.
function Invoke-Server([string] $DotNet, [string] $Path, [string[]] $Argument) {
    $start = New-Object System.Diagnostics.ProcessStartInfo $DotNet, ((@($Path, 'serve', '--json', '--attached') + $Argument | ForEach-Object { "`"$_`"" }) -join ' ')
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    # The server stops when this pipe closes, which happens when this process ends.
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    [System.Diagnostics.Process]::Start($start)
}

function Start-CentrySandbox {
    # .EXTERNALHELP CentryPS.Sandbox-help.xml
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('CentrySandbox')]
    param(
        [ValidateRange(0, 65535)] [int] $Port,
        [ValidateNotNullOrEmpty()] [string] $DataFile,
        [ValidateRange(1, 255)] [int] $CompanyCount = 1,
        [ValidateRange(0.001, 100000)] [double] $Rate,
        [ValidateRange(1, 100000)] [double] $Burst,
        [ValidateRange(0.001, 86400)] [double] $Redelivery,
        [ValidateRange(0.001, 31536000)] [double] $TokenLifetime,
        [ValidateSet('Use', 'Renewal')] [string] $Revocation = 'Use',
        [ValidateNotNullOrEmpty()] [string] $Path
    )
    if ($PSBoundParameters.ContainsKey('Burst') -and -not $PSBoundParameters.ContainsKey('Rate')) {
        $PSCmdlet.ThrowTerminatingError((Get-ErrorRecord BurstWithoutRate $Messages.BurstWithoutRate InvalidArgument $Burst))
    }
    if (-not $Path) { $Path = if ($env:CENTRYPS_SANDBOX) { $env:CENTRYPS_SANDBOX } else { Join-Path $PSScriptRoot 'Server/CentryPS.Sandbox.Server.dll' } }
    $Path = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    if (-not $PSCmdlet.ShouldProcess($Path, $Messages.Starts)) { return }

    $argument = @('--port', $Port, '--companies', $CompanyCount, '--revocation', $Revocation.ToLowerInvariant())
    if ($DataFile) { $argument += '--data', $PSCmdlet.GetUnresolvedProviderPathFromPSPath($DataFile) }
    foreach ($option in @{ Rate = '--rate'; Burst = '--burst'; Redelivery = '--redelivery'; TokenLifetime = '--token-lifetime' }.GetEnumerator()) {
        if ($PSBoundParameters.ContainsKey($option.Key)) {
            $argument += $option.Value, ([double] $PSBoundParameters[$option.Key]).ToString('R', [cultureinfo]::InvariantCulture)
        }
    }
    try {
        if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { throw (Get-ErrorRecord ServerMissing ($Messages.ServerMissing -f $Path) ObjectNotFound $Path) }
        $process = Invoke-Server (Find-DotNet) $Path $argument
        $line = $process.StandardOutput.ReadLine()
        $started = try { if ($line) { $line | ConvertFrom-Json } } catch { $null }
        if (-not $started) {
            if (-not $process.HasExited) { $process.Kill() }
            throw (Get-ErrorRecord NotStarted ($Messages.NotStarted -f "$line $($process.StandardError.ReadToEnd())".Trim()) OpenError $Path)
        }
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }

    $company = @(foreach ($each in $started.companies) {
        [pscustomobject] @{ PSTypeName = 'CentrySandboxCompany'; Id = $each.id; AccessToken = $each.access_token; Application = ConvertTo-Credential $each }
    })
    $sandbox = [pscustomobject] @{
        PSTypeName  = 'CentrySandbox'
        BaseUri     = [uri] $started.base_uri
        AccessToken = $company[0].AccessToken
        Application = $company[0].Application
        Company     = $company
        Process     = $process
        Path        = $Path
    }
    $Running.Add($sandbox)
    $sandbox
}

function Get-CentrySandbox {
    # .EXTERNALHELP CentryPS.Sandbox-help.xml
    [CmdletBinding()]
    [OutputType('CentrySandbox')]
    param()
    $Running.ToArray() | Where-Object { -not $_.Process.HasExited }
}

function Stop-CentrySandbox {
    # .EXTERNALHELP CentryPS.Sandbox-help.xml
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Position = 0, ValueFromPipeline)] [ValidateNotNull()] [PSTypeName('CentrySandbox')] $Sandbox)
    process {
        try { $target = if ($Sandbox) { $Sandbox } else { Resolve-Sandbox } } catch { $PSCmdlet.ThrowTerminatingError($_) }
        if (-not $PSCmdlet.ShouldProcess($target.BaseUri, $Messages.Stops)) { return }
        if (-not $target.Process.HasExited) {
            $target.Process.Kill()
            $target.Process.WaitForExit()
        }
        $null = $Running.Remove($target)
    }
}

function Add-CentryFault {
    # .EXTERNALHELP CentryPS.Sandbox-help.xml
    [CmdletBinding(DefaultParameterSetName = 'Only')]
    param(
        [Parameter(Mandatory, Position = 0, ParameterSetName = 'Named')] [PSTypeName('CentrySandbox')] $Sandbox,
        [Parameter(Mandatory, Position = 0, ValueFromPipeline, ParameterSetName = 'Only')]
        [Parameter(Mandatory, Position = 1, ValueFromPipeline, ParameterSetName = 'Named')]
        [hashtable[]] $Fault
    )
    process {
        try {
            $target = Resolve-Sandbox $PSBoundParameters['Sandbox']
            $body = ConvertTo-Json -InputObject $Fault -Compress
            try { $null = Invoke-SandboxRequest $target faults Post $body }
            catch {
                # Without details, the sandbox did not respond.
                if (-not $_.ErrorDetails) { throw }
                throw (Get-ErrorRecord InvalidFault ($Messages.Refused -f $target.BaseUri, $body, $_.ErrorDetails.Message) InvalidArgument $Fault)
            }
        }
        catch { $PSCmdlet.ThrowTerminatingError($_) }
    }
}

function Get-CentryFault {
    # .EXTERNALHELP CentryPS.Sandbox-help.xml
    [CmdletBinding()]
    [OutputType('CentryFault')]
    param([Parameter(Position = 0, ValueFromPipeline)] [ValidateNotNull()] [PSTypeName('CentrySandbox')] $Sandbox)
    process {
        try { Invoke-SandboxRequest (Resolve-Sandbox $Sandbox) faults | ForEach-Object { $_ } | Add-TypeName CentryFault }
        catch { $PSCmdlet.ThrowTerminatingError($_) }
    }
}

function Clear-CentryFault {
    # .EXTERNALHELP CentryPS.Sandbox-help.xml
    [CmdletBinding()]
    param([Parameter(Position = 0, ValueFromPipeline)] [ValidateNotNull()] [PSTypeName('CentrySandbox')] $Sandbox)
    process {
        try { $null = Invoke-SandboxRequest (Resolve-Sandbox $Sandbox) faults Delete }
        catch { $PSCmdlet.ThrowTerminatingError($_) }
    }
}

function Get-CentryDelivery {
    # .EXTERNALHELP CentryPS.Sandbox-help.xml
    [CmdletBinding()]
    [OutputType('CentrySandboxDelivery')]
    param([Parameter(Position = 0, ValueFromPipeline)] [ValidateNotNull()] [PSTypeName('CentrySandbox')] $Sandbox)
    process {
        try { Invoke-SandboxRequest (Resolve-Sandbox $Sandbox) deliveries | ForEach-Object { $_ } | Add-TypeName CentrySandboxDelivery }
        catch { $PSCmdlet.ThrowTerminatingError($_) }
    }
}

filter Add-TypeName([string] $Name) {
    if ($_) {
        $_.PSObject.TypeNames.Insert(0, $Name)
        $_
    }
}

$ExecutionContext.SessionState.Module.OnRemove = { $Running.ToArray() | Where-Object { -not $_.Process.HasExited } | ForEach-Object { $_.Process.Kill() } }

Export-ModuleMember -Function Start-CentrySandbox, Get-CentrySandbox, Stop-CentrySandbox, Add-CentryFault, Get-CentryFault, Clear-CentryFault, Get-CentryDelivery

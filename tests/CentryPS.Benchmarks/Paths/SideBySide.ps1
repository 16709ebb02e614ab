# Measures the module and the alternatives in turns, in a separate pwsh. Writes "name value" lines.
param([string] $Manifest, [string] $Server, [int] $Rounds, [int] $ListCount)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Manifest
Connect-Centry -AccessToken a-token-of-the-benchmark -BaseUri "$Server/20"
$list = Connect-Centry -AccessToken a-token-of-the-benchmark -BaseUri "$Server/0" -NoDefault
$signIn = @{ Authorization = 'Bearer a-token-of-the-benchmark' }
$rows = foreach ($i in 0..1599) { [pscustomobject]@{ _id = '{0:x24}' -f $i; _status = 'shipped' } }

$curl = Get-Command curl -CommandType Application -ErrorAction Ignore | Select-Object -First 1
$isDesktop = $PSVersionTable.PSEdition -eq 'Desktop' # has neither -Parallel nor GetTotalAllocatedBytes

function Get-Allocated { if ($isDesktop) { 0 } else { [GC]::GetTotalAllocatedBytes($true) } }

function Measure-Rate([string] $Name, [int] $Count, [scriptblock] $Do) {
    $before = Get-Allocated
    $clock = [Diagnostics.Stopwatch]::StartNew()
    & $Do
    $seconds = $clock.Elapsed.TotalSeconds
    if ($round -gt 0) {
        [string]::Format([cultureinfo]::InvariantCulture, '{0}.rate {1}', $Name, $Count / $seconds)
        [string]::Format([cultureinfo]::InvariantCulture, '{0}.bytes {1}', $Name, ((Get-Allocated) - $before) / $Count)
    }
}

foreach ($round in 0..$Rounds) {
    Measure-Rate 'bulk.module' 1600 {
        $null = $rows | Set-CentryOrder -ThrottleLimit 16
    }
    Measure-Rate 'bulk.one' 100 {
        $null = $rows[0..99] | ForEach-Object {
            Invoke-RestMethod "$Server/20/conexion/v1/orders/$($_._id).json" -Method Put -Headers $signIn -ContentType application/json -Body (@{ _status = $_._status } | ConvertTo-Json)
        }
    }
    if ($curl -and -not $isDesktop) { # Windows PowerShell removes quotes from native arguments
        Measure-Rate 'bulk.curl' 100 {
            $null = $rows[0..99] | ForEach-Object {
                & $curl --silent --fail --request PUT --header 'Authorization: Bearer a-token-of-the-benchmark' --header 'Content-Type: application/json' --data (@{ _status = $_._status } | ConvertTo-Json) "$Server/20/conexion/v1/orders/$($_._id).json"
                if ($LASTEXITCODE -ne 0) { throw "curl: exit code $LASTEXITCODE" }
            }
        }
    }
    if (-not $isDesktop) {
        Measure-Rate 'bulk.parallel' 1600 {
            $null = $rows | ForEach-Object -ThrottleLimit 16 -Parallel {
                Invoke-RestMethod "$using:Server/20/conexion/v1/orders/$($_._id).json" -Method Put -Headers $using:signIn -ContentType application/json -Body (@{ _status = $_._status } | ConvertTo-Json)
            }
        }
    }
    Measure-Rate 'list.module' $ListCount {
        $null = Get-CentryWebhook -First $ListCount -Session $list
    }
    Measure-Rate 'list.one' $ListCount {
        $null = & {
            $after = ''
            $left = $ListCount
            while ($left -gt 0) {
                $page = Invoke-RestMethod "$Server/0/conexion/v1/webhooks.json?limit=100$after" -Headers $signIn
                $page
                $left -= $page.Count
                $after = "&after=$($page[-1]._id)"
            }
        }
    }
}

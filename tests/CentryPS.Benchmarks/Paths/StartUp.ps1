# Measures, in a new pwsh, the import alone, and the import with the first call. Writes both in milliseconds.
param([string] $Kind, [string] $Manifest, [string] $Server)

$clock = [Diagnostics.Stopwatch]::StartNew()
if ($Kind -eq 'Invoke-RestMethod') {
    Import-Module Microsoft.PowerShell.Utility
    $import = $clock.Elapsed.TotalMilliseconds
    $null = Invoke-RestMethod "$Server/0/conexion/v1/webhooks.json?limit=100" -Headers @{ Authorization = 'Bearer a-token-of-the-benchmark' }
} elseif ($Kind -eq 'CentryPS') {
    Import-Module $Manifest
    $import = $clock.Elapsed.TotalMilliseconds
    Connect-Centry -AccessToken a-token-of-the-benchmark -BaseUri "$Server/0"
    $null = Get-CentryWebhook -First 100
} else {
    Import-Module $Manifest
    $import = $clock.Elapsed.TotalMilliseconds
}

[string]::Format([cultureinfo]::InvariantCulture, '{0} {1}', $import, $clock.Elapsed.TotalMilliseconds)

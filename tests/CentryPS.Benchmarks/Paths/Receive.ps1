# A runbook that the benchmark kills. Records each processed notification.
param([string] $Manifest, [string] $Folder)
$ErrorActionPreference = 'Stop'
Import-Module $Manifest
$done = [IO.StreamWriter]::new("$Folder/done.txt", $true)
$done.AutoFlush = $true
Receive-CentryNotification -Port 0 -InboxPath "$Folder/inbox" -MaximumAttempt 1000 -OnReady { [Console]::WriteLine($_) } |
    ForEach-Object { $done.WriteLine($_.OrderId) }

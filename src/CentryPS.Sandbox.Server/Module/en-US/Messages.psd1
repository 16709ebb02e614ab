ConvertFrom-StringData @'
DotNetMissing = The sandbox requires the ASP.NET Core runtime {0}, but dotnet is not in the PATH. Install the runtime (ASP.NET Core, not only .NET): https://dotnet.microsoft.com/download/dotnet/{0}
RuntimeMissing = The sandbox requires the ASP.NET Core runtime {0} or later, but the installed versions are: {1}. Install the runtime (ASP.NET Core, not only .NET): https://dotnet.microsoft.com/download/dotnet/{0}
NoRuntimes = none
ServerMissing = The server does not exist: {0}. Reinstall the module, or specify a CentryPS.Sandbox.Server.dll with -Path.
NotStarted = The sandbox did not start: {0}
NoSandbox = No sandbox is running. Start one with Start-CentrySandbox.
SeveralSandboxes = {0} sandboxes are running. Specify one with -Sandbox; Get-CentrySandbox lists them.
Ended = The sandbox at {0} has stopped. Start another one with Start-CentrySandbox.
BurstWithoutRate = -Burst requires -Rate. Specify -Rate, too.
Refused = The sandbox at {0} rejected the faults {1}. Response: {2}. To list the valid faults, run Get-Help Add-CentryFault -Full.
Starts = Start a sandbox
Stops = Stop the sandbox
'@

ConvertFrom-StringData @'
DotNetMissing = The sandbox runs on the ASP.NET Core runtime {0}, and there is no dotnet in the path here. Install the runtime (ASP.NET Core, not only .NET): https://dotnet.microsoft.com/download/dotnet/{0}
RuntimeMissing = The sandbox runs on the ASP.NET Core runtime {0} or newer, and dotnet here has only: {1}. Install the runtime (ASP.NET Core, not only .NET): https://dotnet.microsoft.com/download/dotnet/{0}
NoRuntimes = none of ASP.NET Core
ServerMissing = There is no server at {0}. Install the module again, or name a CentryPS.Sandbox.Server.dll with -Path.
NotStarted = The sandbox did not start: {0}
NoSandbox = No sandbox is running. Start one with Start-CentrySandbox.
SeveralSandboxes = {0} sandboxes are running. Say which one is meant with -Sandbox; Get-CentrySandbox lists them.
Ended = The sandbox at {0} has ended. Start another one with Start-CentrySandbox.
BurstWithoutRate = -Burst says how much may come at once of what -Rate allows. Give -Rate, too.
Refused = The sandbox at {0} does not understand these faults: {1}. It says: {2}. What there is: Get-Help Add-CentryFault -Full
Starts = Start a sandbox
Stops = Stop the sandbox
'@

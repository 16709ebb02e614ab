ConvertFrom-StringData @'
DotNetMissing = The sandbox requires the ASP.NET Core runtime {0}, and dotnet was not found in the PATH. Install the runtime (ASP.NET Core, not only .NET): https://dotnet.microsoft.com/download/dotnet/{0}
RuntimeMissing = The sandbox requires the ASP.NET Core runtime {0} or later. Installed here: {1}. Install the runtime (ASP.NET Core, not only .NET): https://dotnet.microsoft.com/download/dotnet/{0}
NoRuntimes = no ASP.NET Core runtime
ServerMissing = The server of the sandbox was not found at {0}. Install the module again, or specify the path of CentryPS.Sandbox.Server.dll with -Path.
NotStarted = The sandbox did not start: {0}
NoSandbox = No sandbox is running. Start one with Start-CentrySandbox.
SeveralSandboxes = {0} sandboxes are running. Specify one with -Sandbox; Get-CentrySandbox lists them.
Ended = The sandbox at {0} has ended. Start another one with Start-CentrySandbox.
BurstWithoutRate = -Burst requires -Rate. It specifies how many of the calls that -Rate allows may be made at once.
Refused = The sandbox at {0} rejected these faults: {1}. Reason: {2}. To see the available faults: Get-Help Add-CentryFault -Full
Starts = Start a sandbox
Stops = Stop the sandbox
'@

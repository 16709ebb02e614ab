ConvertFrom-StringData @'
DotNetMissing = El sandbox funciona con el runtime de ASP.NET Core {0}, y aquí no hay ningún dotnet en el PATH. Instale ese runtime (el de ASP.NET Core, no solo el de .NET): https://dotnet.microsoft.com/download/dotnet/{0}
RuntimeMissing = El sandbox funciona con el runtime de ASP.NET Core {0} o posterior, y el dotnet de aquí solo tiene: {1}. Instale ese runtime (el de ASP.NET Core, no solo el de .NET): https://dotnet.microsoft.com/download/dotnet/{0}
NoRuntimes = ninguno de ASP.NET Core
ServerMissing = No hay ningún servidor en {0}. Vuelva a instalar el módulo, o indique un CentryPS.Sandbox.Server.dll con -Path.
NotStarted = El sandbox no partió: {0}
NoSandbox = No hay ningún sandbox en marcha. Inicie uno con Start-CentrySandbox.
SeveralSandboxes = Hay {0} sandboxes en marcha. Indique cuál con -Sandbox; Get-CentrySandbox los muestra.
Ended = El sandbox de {0} ya terminó. Inicie otro con Start-CentrySandbox.
BurstWithoutRate = -Burst dice cuánto puede llegar de una vez de lo que permite -Rate. Indique también -Rate.
Refused = El sandbox de {0} no entiende estas fallas: {1}. Dice: {2}. Cuáles hay: Get-Help Add-CentryFault -Full
Starts = Iniciar un sandbox
Stops = Detener el sandbox
'@

ConvertFrom-StringData @'
DotNetMissing = El sandbox requiere el runtime de ASP.NET Core {0}, y no se encontró dotnet en el PATH. Instale el runtime (el de ASP.NET Core, no solo el de .NET): https://dotnet.microsoft.com/download/dotnet/{0}
RuntimeMissing = El sandbox requiere el runtime de ASP.NET Core {0} o posterior. Instalado aquí: {1}. Instale el runtime (el de ASP.NET Core, no solo el de .NET): https://dotnet.microsoft.com/download/dotnet/{0}
NoRuntimes = ningún runtime de ASP.NET Core
ServerMissing = No se encontró el servidor del sandbox en {0}. Vuelva a instalar el módulo, o indique la ruta de CentryPS.Sandbox.Server.dll con -Path.
NotStarted = El sandbox no se inició: {0}
NoSandbox = No hay ningún sandbox en marcha. Inicie uno con Start-CentrySandbox.
SeveralSandboxes = Hay {0} sandboxes en marcha. Indique cuál con -Sandbox; Get-CentrySandbox los muestra.
Ended = El sandbox de {0} ya terminó. Inicie otro con Start-CentrySandbox.
BurstWithoutRate = -Burst requiere -Rate. Indica cuántas de las llamadas que permite -Rate se pueden hacer de una vez.
Refused = El sandbox de {0} rechazó estas fallas: {1}. Motivo: {2}. Para ver las fallas disponibles: Get-Help Add-CentryFault -Full
Starts = Iniciar un sandbox
Stops = Detener el sandbox
'@

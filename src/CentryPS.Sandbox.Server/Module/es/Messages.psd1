ConvertFrom-StringData @'
DotNetMissing = El sandbox requiere el runtime de ASP.NET Core {0}, pero dotnet no está en el PATH. Instale ese runtime (el de ASP.NET Core, no solo el de .NET): https://dotnet.microsoft.com/download/dotnet/{0}
RuntimeMissing = El sandbox requiere el runtime de ASP.NET Core {0} o posterior, pero las versiones instaladas son: {1}. Instale ese runtime (el de ASP.NET Core, no solo el de .NET): https://dotnet.microsoft.com/download/dotnet/{0}
NoRuntimes = ninguna
ServerMissing = El servidor no existe: {0}. Vuelva a instalar el módulo, o indique un CentryPS.Sandbox.Server.dll con -Path.
NotStarted = El sandbox no se inició: {0}
NoSandbox = No hay ningún sandbox en ejecución. Inicie uno con Start-CentrySandbox.
SeveralSandboxes = Hay {0} sandboxes en ejecución. Indique uno con -Sandbox; Get-CentrySandbox los muestra.
Ended = El sandbox de {0} se detuvo. Inicie otro con Start-CentrySandbox.
BurstWithoutRate = -Burst requiere -Rate. Indique también -Rate.
Refused = El sandbox de {0} rechazó las fallas {1}. Respuesta: {2}. Para ver las fallas válidas, ejecute Get-Help Add-CentryFault -Full.
Starts = Iniciar un sandbox
Stops = Detener el sandbox
'@

using CentryPS.Sandbox.Server;

var arguments = args is ["serve", .. var rest] ? rest : args;
if (ServeOptions.Parse(arguments, out var problem) is { } options)
{
    return await ServeCommand.RunAsync(options);
}

Console.Error.WriteLine($"""
    {problem}

    CentryPS.Sandbox.Server: {UserLanguage.Text("a Centry simulator that runs locally until Ctrl-C", "un simulador de Centry que se ejecuta en este equipo hasta Ctrl-C")}

      [serve] [{UserLanguage.Text("OPTIONS", "OPCIONES")}]
    {ServeOptions.Usage}
    """);
return 2;

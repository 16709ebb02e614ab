using CentryPS.Sandbox.Server;

const string Usage = $"""
    CentryPS.Sandbox.Server: a Centry on this machine, until Ctrl-C.

      [serve] [OPTIONS]
    {ServeOptions.Usage}
    """;

if (ServeOptions.Parse(args is ["serve", .. var rest] ? rest : args) is { } options)
{
    return await ServeCommand.RunAsync(options);
}

Console.Error.WriteLine(Usage);
return 2;

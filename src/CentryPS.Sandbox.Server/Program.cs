using CentryPS.Sandbox.Server;

const string Usage = """
    CentryPS.Sandbox.Server: a Centry on this machine.

      [serve] [--port N] [--data FILE] [--redelivery SECONDS]
                         serves until Ctrl-C
    """;

if (ServeCommand.TryParse(args is ["serve", .. var rest] ? rest : args, out var options))
{
    return await ServeCommand.RunAsync(options);
}

Console.Error.WriteLine(Usage);
return 2;

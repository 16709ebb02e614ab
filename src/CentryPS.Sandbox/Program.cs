using CentryPS.Sandbox;
using CentryPS.Sandbox.Demo;
using CentryPS.Sandbox.Engine;

const string Usage = """
    CentryPS.Sandbox: a Centry on this machine.

      (no arguments)                     shows what the module does, against a sandbox of its own
      serve [--port N] [--data FILE]     serves until Ctrl-C
      run SCRIPT.ps1                     runs a script with the module imported, against a sandbox of its own
    """;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
try
{
    return args switch
    {
        [] => await WithSandboxAsync(DemoStory.Tell),
        ["run", var script] when File.Exists(script) => await WithSandboxAsync(engine => Run(engine, script)),
        ["run", var script] => Refuse($"There is no script {script}."),
        ["serve", .. var rest] when TryParse(rest, out var options) => await ServeAsync(options),
        _ => Refuse(Usage),
    };
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static async Task<int> WithSandboxAsync(Func<ModuleEngine, int> act)
{
    await using var centry = await SandboxServer.StartAsync();
    Environment.SetEnvironmentVariable("CENTRY_BASE_URI", centry.BaseUri.ToString());
    Environment.SetEnvironmentVariable("CENTRY_ACCESS_TOKEN", centry.AccessToken);
    using var engine = new ModuleEngine();
    return act(engine);
}

static int Run(ModuleEngine engine, string script)
{
    var path = Path.GetFullPath(script).Replace("'", "''", StringComparison.Ordinal);
    var errors = engine.Show($"& '{path}'").Errors;
    return errors.Count == 0 ? engine.LastExitCode : 1;
}

static async Task<int> ServeAsync(SandboxOptions options)
{
    await using var centry = await SandboxServer.StartAsync(options);
    Console.WriteLine($"""
        Centry's sandbox serves at {centry.BaseUri} until Ctrl-C.
        Client id {centry.ClientId}, client secret {centry.ClientSecret}.

        $env:CENTRY_BASE_URI = '{centry.BaseUri}'
        $env:CENTRY_ACCESS_TOKEN = '{centry.AccessToken}'
        Connect-Centry
        """);
    var stop = new TaskCompletionSource();
    using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(
        System.Runtime.InteropServices.PosixSignal.SIGINT,
        signal => Stop(signal, stop));
    using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(
        System.Runtime.InteropServices.PosixSignal.SIGTERM,
        signal => Stop(signal, stop));
    await stop.Task;
    return 0;
}

static void Stop(System.Runtime.InteropServices.PosixSignalContext signal, TaskCompletionSource stop)
{
    signal.Cancel = true;
    stop.TrySetResult();
}

static bool TryParse(string[] rest, out SandboxOptions options)
{
    options = new SandboxOptions();
    for (var i = 0; i < rest.Length; i += 2)
    {
        switch (rest[i..])
        {
            case ["--port", var text, ..] when ushort.TryParse(text, out var port): options = options with { Port = port }; break;
            case ["--data", var file, ..]: options = options with { DataFile = file }; break;
            default: return false;
        }
    }

    return true;
}

static int Refuse(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}

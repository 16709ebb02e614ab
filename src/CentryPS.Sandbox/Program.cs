using System.Globalization;
using CentryPS.Sandbox.Demo;
using CentryPS.Sandbox.Engine;
using CentryPS.Sandbox.Server;

const string Usage = $"""
    CentryPS.Sandbox: a Centry on this machine.

      (no arguments)     shows what the module does, against a sandbox of its own
      record FILE.svg [CULTURE]
                         the same, drawn as a terminal shows it, in English or as in es-CL
      run SCRIPT.ps1     runs a script with the module imported, against a sandbox of its own
      serve [OPTIONS]    serves until Ctrl-C
    {ServeOptions.Usage}
    """;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
try
{
    return args switch
    {
        [] => await WithSandboxAsync(engine => DemoStory.Tell(engine, Console.Out)),
        ["record", var file] => await RecordAsync(file, "en-US"),
        ["record", var file, var culture] => await RecordAsync(file, culture),
        ["run", var script] when File.Exists(script) => await WithSandboxAsync(engine => Run(engine, script)),
        ["run", var script] => Refuse($"There is no script {script}."),
        ["serve", .. var rest] when ServeOptions.Parse(rest) is { } options => await ServeCommand.RunAsync(options),
        _ => Refuse(Usage),
    };
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CultureNotFoundException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static async Task<int> RecordAsync(string file, string culture)
{
    // The picture is the same whoever records it.
    CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new(culture);
    using var console = new StringWriter();
    var picture = new TerminalPicture(columns: 100);
    var code = await WithSandboxAsync(engine => DemoStory.Tell(engine, console, Keep), new ConsoleHost(console, picture.Columns));
    picture.Save(file);
    return code;

    void Keep(DemoStep step)
    {
        if (step.IsPictured)
        {
            picture.Add(console.ToString());
        }

        console.GetStringBuilder().Clear();
    }
}

static async Task<int> WithSandboxAsync(Func<ModuleEngine, int> act, ConsoleHost? host = null)
{
    await using var centry = await SandboxServer.StartAsync();
    Environment.SetEnvironmentVariable("CENTRY_BASE_URI", centry.BaseUri.ToString());
    Environment.SetEnvironmentVariable("CENTRY_ACCESS_TOKEN", centry.AccessToken);
    using var engine = new ModuleEngine(host ?? new ConsoleHost(Console.Out));
    return act(engine);
}

static int Run(ModuleEngine engine, string script)
{
    var path = Path.GetFullPath(script).Replace("'", "''", StringComparison.Ordinal);
    var errors = engine.Show($"& '{path}'").Errors;
    return errors.Count == 0 ? engine.LastExitCode : 1;
}

static int Refuse(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}

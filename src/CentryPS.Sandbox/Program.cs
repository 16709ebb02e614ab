using System.Globalization;
using CentryPS.Sandbox.Demo;
using CentryPS.Sandbox.Engine;
using CentryPS.Sandbox.Server;

var usage = UserLanguage.Text(
    """
    CentryPS.Sandbox: a Centry simulator that runs locally

      (no arguments)     demonstrate the module against a temporary simulator
      record FILE.svg [CULTURE]
                         draw the demonstration as a terminal shows it, in English or in a culture such as es-CL
      run SCRIPT.ps1     run a script with the module imported, against a temporary simulator
      serve [OPTIONS]    run the simulator until Ctrl-C

    """,
    """
    CentryPS.Sandbox: un simulador de Centry que se ejecuta en este equipo

      (sin argumentos)   hacer una demostración del módulo con un simulador temporal
      record ARCHIVO.svg [CULTURA]
                         dibujar la demostración como se ve en una terminal, en inglés o en una cultura como es-CL
      run SCRIPT.ps1     ejecutar un script con el módulo importado y un simulador temporal
      serve [OPCIONES]   ejecutar el simulador hasta Ctrl-C

    """) + ServeOptions.Usage;

Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
try
{
    return args switch
    {
        [] => await WithSandboxAsync(engine => DemoStory.Run(engine, Console.Out)),
        ["record", var file] => await RecordAsync(file, "en-US"),
        ["record", var file, var culture] => await RecordAsync(file, culture),
        ["run", var script] when File.Exists(script) => await WithSandboxAsync(engine => Run(engine, script)),
        ["run", var script] => Fail(UserLanguage.Text($"The script {script} does not exist.", $"El script {script} no existe.")),
        ["serve", .. var rest] => ServeOptions.Parse(rest, out var problem) is { } options
            ? await ServeCommand.RunAsync(options)
            : Fail($"{problem}\n\n{usage}"),
        ["--help" or "-h" or "help"] => Print(usage),
        _ => Fail(usage),
    };
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CultureNotFoundException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static async Task<int> RecordAsync(string file, string culture)
{
    // The picture must not depend on the culture of the machine.
    CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new(culture);
    CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture;
    using var console = new StringWriter();
    var picture = new TerminalPicture(columns: 100);
    var host = new ConsoleHost(console, picture.Columns);
    var code = await WithSandboxAsync(engine => DemoStory.Run(engine, console, RecordStep), host);
    picture.Save(file);
    return code;

    void RecordStep(DemoStep step)
    {
        if (step.IsRecorded)
        {
            picture.Add(console.ToString());
        }

        console.GetStringBuilder().Clear();
    }
}

static async Task<int> WithSandboxAsync(Func<ModuleEngine, int> action, ConsoleHost? host = null)
{
    await using var centry = await SandboxServer.StartAsync();
    Environment.SetEnvironmentVariable("CENTRY_BASE_URI", centry.BaseUri.ToString());
    Environment.SetEnvironmentVariable("CENTRY_ACCESS_TOKEN", centry.AccessToken);
    using var engine = new ModuleEngine(host ?? new ConsoleHost(Console.Out));
    return action(engine);
}

static int Run(ModuleEngine engine, string script)
{
    var path = Path.GetFullPath(script).Replace("'", "''", StringComparison.Ordinal);
    var errors = engine.RunAndDisplay($"& '{path}'").Errors;
    return errors.Count == 0 ? engine.LastExitCode : 1;
}

static int Print(string text)
{
    Console.WriteLine(text);
    return 0;
}

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}

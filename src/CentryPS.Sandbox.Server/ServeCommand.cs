using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server;

/// <summary>The command <c>serve</c>, the same whichever program it is given to.</summary>
public static class ServeCommand
{
    /// <summary>Serves until Ctrl-C, SIGTERM or, if attached, the end of standard input, and tells on the console how to sign in.</summary>
    /// <param name="options">What it was told.</param>
    /// <returns>The exit code: 1 where the port or the data file is not to be had, and the console says why.</returns>
    public static async Task<int> RunAsync(ServeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            await using var centry = await SandboxServer.StartAsync(options.Sandbox);
            Console.WriteLine(options.IsJson ? Json(centry) : Greeting(centry));
            await (options.IsAttached ? Task.WhenAny(SignalAsync(isInterrupted: false), EndOfInputAsync()) : SignalAsync(isInterrupted: true));
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static string Greeting(SandboxServer centry) => $"""
        {Text("Centry's sandbox serves at", "El sandbox de Centry sirve en")} {centry.BaseUri} {Text("until Ctrl-C", "hasta Ctrl-C")}.
        Client id {centry.ClientId}, client secret {centry.ClientSecret}.

        $env:CENTRY_BASE_URI = '{centry.BaseUri}'
        $env:CENTRY_ACCESS_TOKEN = '{centry.AccessToken}'
        Connect-Centry{string.Concat(centry.SignIns.Skip(1).Select(Other))}
        """;

    private static string Other(SandboxSignIn signIn) => $"""


        {Text("Company", "Empresa")} {signIn.Company}: client id {signIn.ClientId}, client secret {signIn.ClientSecret}.
        $env:CENTRY_ACCESS_TOKEN = '{signIn.AccessToken}'
        """;

    private static string Text(string english, string spanish) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" ? spanish : english;

    private static string Json(SandboxServer centry) => new JsonObject
    {
        ["base_uri"] = centry.BaseUri.ToString(),
        ["companies"] = new JsonArray([.. centry.SignIns.Select(signIn => new JsonObject
        {
            ["id"] = signIn.Company,
            ["client_id"] = signIn.ClientId,
            ["client_secret"] = signIn.ClientSecret,
            ["access_token"] = signIn.AccessToken,
        })]),
    }.ToJsonString();

    private static async Task EndOfInputAsync()
    {
        var ignored = new byte[256];
        await using var input = Console.OpenStandardInput();
        while (await input.ReadAsync(ignored) > 0)
        {
        }
    }

    // Ctrl-C goes to all programs of a terminal: who is attached to a shell leaves it to that.
    private static async Task SignalAsync(bool isInterrupted)
    {
        var stop = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, isInterrupted));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, isMeant: true));
        await stop.Task;

        void Stop(PosixSignalContext signal, bool isMeant)
        {
            signal.Cancel = true;
            if (isMeant)
            {
                stop.TrySetResult();
            }
        }
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using static CentryPS.Sandbox.Server.UserLanguage;

namespace CentryPS.Sandbox.Server;

/// <summary>The <c>serve</c> command of both sandbox programs.</summary>
public static class ServeCommand
{
    /// <summary>
    /// Prints how to sign in, and serves until Ctrl-C, SIGTERM or, if attached, the end of standard input.
    /// </summary>
    /// <param name="options">The parsed command line.</param>
    /// <returns>The exit code: 1 if the port or the data file cannot be used; standard error then says why.</returns>
    public static async Task<int> RunAsync(ServeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            await using var sandbox = await SandboxServer.StartAsync(options.Sandbox);
            Console.WriteLine(options.IsJson ? SignInJson(sandbox) : SignInText(sandbox));
            await (options.IsAttached
                ? Task.WhenAny(WaitForSignalAsync(stopsOnInterrupt: false), WaitForEndOfInputAsync())
                : WaitForSignalAsync(stopsOnInterrupt: true));
            return 0;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            Console.Error.WriteLine(Text(
                $"Another program uses port {options.Sandbox.Port}. Choose another with --port, or omit it to use a free one.",
                $"Otro programa usa el puerto {options.Sandbox.Port}. Elija otro con --port, u omítalo para usar uno libre."));
            return 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static string SignInText(SandboxServer sandbox) => $"""
        {Text("The sandbox listens at", "El sandbox escucha en")} {sandbox.BaseUri}. {Text("Press Ctrl-C to stop it.", "Presione Ctrl-C para detenerlo.")}
        {ApplicationText(sandbox.SignIns[0])}
        {Text("Paste these lines into the PowerShell window that has the module:", "Pegue estas líneas en la ventana de PowerShell que tiene el módulo:")}

        $env:CENTRY_BASE_URI = '{sandbox.BaseUri}'
        $env:CENTRY_ACCESS_TOKEN = '{sandbox.AccessToken}'
        Connect-Centry{string.Concat(sandbox.SignIns.Skip(1).Select(OtherCompanyText))}
        """;

    private static string OtherCompanyText(SandboxSignIn signIn) => $"""


        {Text("Company", "Empresa")} {signIn.Company}. {ApplicationText(signIn)}
        $env:CENTRY_ACCESS_TOKEN = '{signIn.AccessToken}'
        """;

    private static string ApplicationText(SandboxSignIn signIn) => Text(
        $"Client id: {signIn.ClientId}; client secret: {signIn.ClientSecret}.",
        $"Id de cliente: {signIn.ClientId}; secreto de cliente: {signIn.ClientSecret}.");

    private static string SignInJson(SandboxServer sandbox) => new JsonObject
    {
        ["base_uri"] = sandbox.BaseUri.ToString(),
        ["companies"] = new JsonArray([.. sandbox.SignIns.Select(signIn => new JsonObject
        {
            ["id"] = signIn.Company,
            ["client_id"] = signIn.ClientId,
            ["client_secret"] = signIn.ClientSecret,
            ["access_token"] = signIn.AccessToken,
        })]),
    }.ToJsonString();

    private static async Task WaitForEndOfInputAsync()
    {
        var ignored = new byte[256];
        await using var input = Console.OpenStandardInput();
        while (await input.ReadAsync(ignored) > 0)
        {
        }
    }

    // Ctrl-C reaches every process of a terminal; an attached server leaves it to the shell that started it.
    private static async Task WaitForSignalAsync(bool stopsOnInterrupt)
    {
        var stop = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            signal => Stop(signal, stopsOnInterrupt));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, mustStop: true));
        await stop.Task;

        void Stop(PosixSignalContext signal, bool mustStop)
        {
            signal.Cancel = true;
            if (mustStop)
            {
                stop.TrySetResult();
            }
        }
    }
}

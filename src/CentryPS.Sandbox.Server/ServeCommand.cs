using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CentryPS.Sandbox.Server;

/// <summary>The command <c>serve</c>, the same whichever program it is given to.</summary>
public static class ServeCommand
{
    /// <summary>Reads <c>[--port N] [--data FILE] [--redelivery SECONDS]</c>.</summary>
    /// <param name="args">What follows the command's name.</param>
    /// <param name="options">How the sandbox is to start.</param>
    /// <returns>Whether every argument was understood.</returns>
    public static bool TryParse(IReadOnlyList<string> args, out SandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(args);
        options = new SandboxOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            switch (args.Skip(i).ToArray())
            {
                case ["--port", var text, ..] when ushort.TryParse(text, out var port): options = options with { Port = port }; break;
                case ["--data", var file, ..]: options = options with { DataFile = file }; break;
                case ["--redelivery", var text, ..] when IsPause(text, out var pause): options = options with { Redelivery = pause }; break;
                default: return false;
            }
        }

        return true;
    }

    /// <summary>Serves until Ctrl-C or SIGTERM, and tells on the console how to sign in.</summary>
    /// <param name="options">How the sandbox starts.</param>
    /// <returns>The exit code: 1 where the port or the data file is not to be had, and the console says why.</returns>
    public static async Task<int> RunAsync(SandboxOptions options)
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        try
        {
            await using var centry = await SandboxServer.StartAsync(options);
            Console.WriteLine(Greeting(centry));
            await InterruptAsync();
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static bool IsPause(string text, out TimeSpan pause)
    {
        var isNumber = double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400;
        pause = isNumber ? TimeSpan.FromSeconds(seconds) : default;
        return isNumber;
    }

    private static string Greeting(SandboxServer centry) => $"""
        Centry's sandbox serves at {centry.BaseUri} until Ctrl-C.
        Client id {centry.ClientId}, client secret {centry.ClientSecret}.

        $env:CENTRY_BASE_URI = '{centry.BaseUri}'
        $env:CENTRY_ACCESS_TOKEN = '{centry.AccessToken}'
        Connect-Centry
        """;

    private static async Task InterruptAsync()
    {
        var stop = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await stop.Task;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }
}

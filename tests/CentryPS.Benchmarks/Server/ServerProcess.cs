using System.Diagnostics;
using System.Globalization;

namespace CentryPS.Benchmarks.Server;

/// <summary>Runs the server in a separate process until disposal.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string Verb = "serve";

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Verb)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, new Uri(address));
    }

    /// <summary>Returns the base address with a latency.</summary>
    public Uri At(string latency) => new(Address, latency + "/");

    /// <summary>
    /// Returns the numbers of <see cref="LimitedServer.Report"/> for a limit, or of <see cref="CallLog.Take"/> for a
    /// list.
    /// </summary>
    public double[] Ask(string segment)
    {
        using var client = new HttpClient();
        return [.. client.GetStringAsync(new Uri(Address, segment)).GetAwaiter().GetResult()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}

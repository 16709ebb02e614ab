using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace CentryPS.Acceptance;

/// <summary>A PowerShell process in which the adapter script runs test files one after the other.</summary>
internal sealed class Shell : IDisposable
{
    private const string Marker = "##pester ";
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(10);
    private static readonly Dictionary<string, string?> Paths = typeof(Shell).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(path => path.Key, path => path.Value);

    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("CentryPS ñ ");
    private readonly Process _process;
    private int _openStreams = 2;

    /// <exception cref="ShellException">The shell or Pester is missing.</exception>
    public Shell()
    {
        if (!File.Exists(Paths["Pester"])) throw new ShellException($"Pester is not in {Paths["Pester"]}. Run dotnet restore.");
        var start = Program();
        foreach (var argument in new[] { "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", Adapter, Paths["Pester"]! })
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Variables()) start.Environment[name] = value;
        // Otherwise the shell inherits the module path of the PowerShell that started this process.
        start.Environment.Remove("PSModulePath");
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ShellException($"The shell {start.FileName} cannot be started: {e.Message}");
        }
        _process.OutputDataReceived += (_, line) => Receive(line.Data);
        _process.ErrorDataReceived += (_, line) => Receive(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The folder of the test files.</summary>
    public static string Tests => Paths["Tests"]!;

    private static string Adapter => Path.Combine(Tests, "Runner", "Adapter.ps1");

    /// <summary>
    /// Runs a file and returns its results. Lines that are not events are output of the running test.
    /// </summary>
    /// <exception cref="ShellException">The shell ended or does not respond.</exception>
    public async IAsyncEnumerable<PesterEvent> RunAsync(PesterCommand command, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var running = "the setup before the first test";
        var output = new Dictionary<string, StringBuilder> { [running] = new() };
        await SendAsync(command);
        while (true)
        {
            var line = await ReadLineAsync(() => $"during \"{running}\"{Environment.NewLine}{output[running]}", cancellation);
            var pesterEvent = line.StartsWith(Marker, StringComparison.Ordinal) ? JsonSerializer.Deserialize<PesterEvent>(line[Marker.Length..])! : null;
            switch (pesterEvent?.Event)
            {
                case null:
                    // Skip the empty line before each event.
                    if (line.Length > 0) output[running].AppendLine(line);
                    break;
                case "Start":
                    running = pesterEvent.Name;
                    output.TryAdd(running, new());
                    break;
                case "End":
                    yield break;
                default:
                    yield return pesterEvent with { Output = output.GetValueOrDefault(pesterEvent.Name) + pesterEvent.Output };
                    break;
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _temporary.Delete(recursive: true);
    }

    // The NuGet package has an apphost for only one platform; its assembly runs on all platforms.
    private static ProcessStartInfo Program()
    {
        var named = Environment.GetEnvironmentVariable("CENTRYPS_SHELL");
        var start = new ProcessStartInfo(string.IsNullOrEmpty(named) ? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet" : named)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The code page that the adapter script sets.
            StandardOutputEncoding = CodePagesEncodingProvider.Instance.GetEncoding(437),
            StandardErrorEncoding = CodePagesEncodingProvider.Instance.GetEncoding(437),
            WorkingDirectory = Tests,
        };
        if (!string.IsNullOrEmpty(named)) return start;
        var assembly = Path.Combine(Paths["PowerShell"]!, OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");
        if (!File.Exists(assembly)) throw new ShellException($"PowerShell is not in {assembly}. Run dotnet restore.");
        start.ArgumentList.Add(assembly);
        return start;
    }

    private Dictionary<string, string> Variables()
    {
        var module = Environment.GetEnvironmentVariable("CENTRYPS_MODULE");
        return new()
        {
            ["CENTRYPS_MODULE"] = string.IsNullOrEmpty(module) ? Path.Combine(Paths["Modules"]!, "CentryPS") : Path.GetFullPath(module),
            ["DOTNET_TieredPGO"] = "0",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            ["POWERSHELL_UPDATECHECK"] = "Off",
            ["TEMP"] = _temporary.FullName,
            ["TMP"] = _temporary.FullName,
            ["TMPDIR"] = _temporary.FullName,
        };
    }

    private void Receive(string? line)
    {
        if (line is not null) _lines.Writer.TryWrite(line);
        else if (Interlocked.Decrement(ref _openStreams) == 0) _lines.Writer.Complete();
    }

    private async Task SendAsync(PesterCommand command)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // The shell has ended: ReadLineAsync reports it, with its output.
        }
    }

    private async Task<string> ReadLineAsync(Func<string> position, CancellationToken cancellation)
    {
        try
        {
            return await _lines.Reader.ReadAsync(cancellation).AsTask().WaitAsync(MaxSilence, cancellation);
        }
        catch (ChannelClosedException)
        {
            await _process.WaitForExitAsync(cancellation);
            throw new ShellException($"The shell ended with exit code {_process.ExitCode} {position()}");
        }
        catch (TimeoutException)
        {
            throw new ShellException($"The shell did not respond for {MaxSilence.TotalMinutes} minutes {position()}");
        }
    }
}

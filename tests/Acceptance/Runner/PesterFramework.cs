using System.Collections.Concurrent;
using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestFramework;
using Microsoft.Testing.Platform.Requests;

namespace CentryPS.Acceptance;

/// <summary>Runs each <c>It</c> as a test, and the files in parallel in a few shells.</summary>
internal sealed class PesterFramework(ICommandLineOptions options) : ITestFramework, IDataProducer
{
    private readonly string[]? _patterns = FilterOption.Patterns(options);

    public string Uid => nameof(PesterFramework);

    public string Version => "1.0.0";

    public string DisplayName => "Pester";

    public string Description => "Runs the acceptance tests with Pester in a real shell.";

    public Type[] DataTypesProduced => [typeof(TestNodeUpdateMessage)];

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public Task<CreateTestSessionResult> CreateTestSessionAsync(CreateTestSessionContext context) =>
        Task.FromResult(new CreateTestSessionResult { IsSuccess = true });

    public Task<CloseTestSessionResult> CloseTestSessionAsync(CloseTestSessionContext context) =>
        Task.FromResult(new CloseTestSessionResult { IsSuccess = true });

    public async Task ExecuteRequestAsync(ExecuteRequestContext context)
    {
        // Longest first, so that no long file runs alone at the end.
        var files = new ConcurrentQueue<FileInfo>(new DirectoryInfo(Shell.Tests).GetFiles("*.Tests.ps1").OrderByDescending(file => file.Length));
        await Task.WhenAll(Enumerable.Range(0, Math.Min(ShellCount, files.Count)).Select(_ => Task.Run(() => RunAsync(files, context))));
        context.Complete();
    }

    private static int ShellCount => int.TryParse(Environment.GetEnvironmentVariable("CENTRYPS_SHELLS"), out var count) ? count : 3;

    private async Task RunAsync(ConcurrentQueue<FileInfo> files, ExecuteRequestContext context)
    {
        Shell? shell = null;
        while (files.TryDequeue(out var file))
        {
            try
            {
                shell ??= new Shell();
                await RunAsync(shell, file, context);
            }
            catch (ShellException e)
            {
                await PublishAsync(context, file, new PesterEvent("Test", file.Name, Outcome: "Failed", Message: e.Message));
                shell?.Dispose();
                shell = null;
            }
        }
        shell?.Dispose();
    }

    private async Task RunAsync(Shell shell, FileInfo file, ExecuteRequestContext context)
    {
        var isDiscovery = context.Request is DiscoverTestExecutionRequest;
        int[] lines = [];
        if (isDiscovery || HasFilter(context))
        {
            var found = await shell.RunAsync(new(file.FullName, Discover: true, []), context.CancellationToken)
                .Where(test => test.Outcome == "Failed" || IsSelected(context, file, test))
                .ToArrayAsync(context.CancellationToken);
            foreach (var test in found.Where(test => isDiscovery || test.Outcome == "Failed")) await PublishAsync(context, file, test);
            lines = [.. found.Where(test => test.Outcome != "Failed").Select(test => test.Line).Distinct()];
            if (isDiscovery || lines is []) return;
        }
        await foreach (var test in shell.RunAsync(new(file.FullName, Discover: false, lines), context.CancellationToken))
        {
            if (test.IsFile || IsSelected(context, file, test)) await PublishAsync(context, file, test);
        }
    }

    private bool HasFilter(ExecuteRequestContext context) =>
        _patterns is not null || context.Request is TestExecutionRequest { Filter: TestNodeUidListFilter };

    private bool IsSelected(ExecuteRequestContext context, FileInfo file, PesterEvent test) =>
        (_patterns is null || FilterOption.Matches(_patterns, test.Name))
        && (context.Request is not TestExecutionRequest { Filter: TestNodeUidListFilter filter } || filter.TestNodeUids.Contains(UidOf(file, test)));

    private static TestNodeUid UidOf(FileInfo file, PesterEvent test) => new($"{file.Name}: {test.Name}");

    private Task PublishAsync(ExecuteRequestContext context, FileInfo file, PesterEvent test)
    {
        var node = new TestNode { Uid = UidOf(file, test), DisplayName = test.Name };
        node.Properties.Add(test.State());
        var position = new LinePosition(test.Line, 0);
        node.Properties.Add(new TestFileLocationProperty(file.FullName, new LinePositionSpan(position, position)));
        if (test.Output.Length > 0) node.Properties.Add(new StandardOutputProperty(test.Output));
        if (test.Milliseconds > 0)
        {
            var duration = TimeSpan.FromMilliseconds(test.Milliseconds);
            var now = DateTimeOffset.UtcNow;
            node.Properties.Add(new TimingProperty(new TimingInfo(now - duration, now, duration)));
        }
        return context.MessageBus.PublishAsync(this, new TestNodeUpdateMessage(context.Request.Session.SessionUid, node));
    }
}

using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CentryPS.Benchmarks.Server;
using CentryPS.Models.Json;

namespace CentryPS.Benchmarks.Micro;

/// <summary>Measures the parsing and building of bodies alone.</summary>
[MemoryDiagnoser]
[Config(typeof(Quick))]
public class BodyBenchmarks
{
    private readonly byte[] _page = Samples.Page("webhooks.json", IdLists.Page("0", after: null, 100));
    private readonly Dictionary<string, object?> _attributes = new()
    {
        ["_status"] = "shipped",
        ["buyer_first_name"] = "Íñigo",
        ["paid_amount"] = 12990.50m,
        ["shipped_date"] = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Parses a page of 100 webhooks as the module does.</summary>
    [Benchmark]
    public int ParsePage() => JsonBody.Read(_page, CentryJson.Default.CentryWebhookArray).Length;

    /// <summary>Parses the same page as a document, without types.</summary>
    [Benchmark]
    public int ParsePageAsDocument()
    {
        using var document = JsonDocument.Parse(_page);
        return document.RootElement.GetArrayLength();
    }

    /// <summary>Builds the body of an update of four attributes.</summary>
    [Benchmark]
    public int BuildBody() => JsonBody.Write(_attributes).Length;

    private sealed class Quick : ManualConfig
    {
        public Quick() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }
}

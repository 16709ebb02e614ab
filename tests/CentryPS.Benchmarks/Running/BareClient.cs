using System.Net.Http.Headers;
using System.Text.Json;
using CentryPS.Benchmarks.Server;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Benchmarks.Running;

/// <summary>Makes the same calls with a bare HttpClient, without retries, ordering, sign-in or pipeline.</summary>
internal sealed class BareClient : IDisposable
{
    private static readonly byte[] Body = "{\"_status\":\"shipped\"}"u8.ToArray();

    private readonly HttpClient _client;

    public BareClient(Uri centry)
    {
        _client = new HttpClient { BaseAddress = new Uri(centry, "conexion/v1/") };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a-token-of-the-benchmark");
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    public void UpdateOrders(int count, int inFlight) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = inFlight },
        async (number, stop) => await UpdateAsync(number, stop)).GetAwaiter().GetResult();

    public async Task<CentryWebhook[]> GetPageAsync(string? after, int limit)
    {
        var address = after is null ? $"webhooks.json?limit={limit}" : $"webhooks.json?limit={limit}&after={after}";
        using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        return (await JsonSerializer.DeserializeAsync(stream, CentryJson.Default.CentryWebhookArray))!;
    }

    /// <summary>Reads the entire list, object by object.</summary>
    public async Task<int> ReadListAsync(int limit, Action<CentryWebhook> each)
    {
        var count = 0;
        for (string? after = null; ;)
        {
            var page = await GetPageAsync(after, limit);
            if (page.Length == 0)
            {
                return count;
            }

            Array.ForEach(page, each);
            count += page.Length;
            after = page[^1].Id;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task UpdateAsync(int number, CancellationToken stop)
    {
        using var content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await _client.PutAsync($"orders/{Samples.Id(number)}.json", content, stop);
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        var order = await JsonSerializer.DeserializeAsync(stream, CentryJson.Default.CentryOrder, stop);
        if (order?.Id != Samples.Id(number))
        {
            throw new InvalidOperationException("The response is for another order.");
        }
    }
}

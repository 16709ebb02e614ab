namespace CentryPS.Tests.Sandbox;

/// <summary>The sandbox refuses options that would lose data, and faults that would have no effect.</summary>
public sealed class SandboxRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Second_sandbox_on_a_data_file_is_refused_until_the_first_ends()
    {
        var options = new SandboxOptions { DataFile = _folder.File("data.json") };
        var first = await SandboxServer.StartAsync(options);

        var error = await Assert.ThrowsAsync<IOException>(() => SandboxServer.StartAsync(options));

        Assert.Contains(options.DataFile, error.Message);
        await first.DisposeAsync();
        await (await SandboxServer.StartAsync(options)).DisposeAsync();
    }

    [Theory]
    [InlineData("""[{"fault":"status","status":204}]""", "$[0].status")]
    [InlineData("""[{"fault":"cut"},{"fault":"cut","times":0}]""", "$[1].times")]
    [InlineData("""[{"fault":"cut","probability":7}]""", "$[0].probability")]
    [InlineData("""[{"fault":"cut","method":"GETT"}]""", "$[0].method")]
    [InlineData("""[{"fault":"stall","seconds":-1}]""", "$[0].seconds")]
    [InlineData("""[{"fault":"keep_deleted","method":"GET"}]""", "$[0].method: DELETE")]
    [InlineData("""[{"fault":"cut","typo":1}]""", "typo")]
    public async Task Fault_without_effect_is_refused_with_the_reason(string faults, string reason)
    {
        await using var centry = await SandboxServer.StartAsync();
        using var client = new HttpClient();

        using var answer = await client.PostAsync(new Uri(centry.BaseUri, "sandbox/faults"), new StringContent(faults));

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync());
        Assert.Empty(centry.Faults.Left);
    }
}

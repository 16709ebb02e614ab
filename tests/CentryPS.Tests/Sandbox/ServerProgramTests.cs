using System.Globalization;
using System.Net;

namespace CentryPS.Tests.Sandbox;

/// <summary>Tests of the server program as a process.</summary>
public sealed class ServerProgramTests
{
    [Theory]
    [InlineData]
    [InlineData("serve")]
    [InlineData("serve", "--port", "0")]
    [InlineData("--redelivery", "0.5")]
    public async Task Server_program_serves_until_it_is_stopped(params string[] args)
    {
        using var program = new ServerProgram(args);

        using var http = new HttpClient { BaseAddress = await program.ServesAtAsync() };

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("conexion/v1/orders.json", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Server_program_uses_the_language_of_the_user()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes the language from the user's settings.");
        using var program = ServerProgram.In("es_CL.UTF-8");

        Assert.Matches(@"^El sandbox escucha en http://127\.0\.0\.1:\d+/\. Presione Ctrl-C", await program.LineAsync());
    }

    [Theory]
    [InlineData("es_CL.UTF-8", "Otro programa usa el puerto", "[--data ARCHIVO]")]
    [InlineData("en_US.UTF-8", "Another program uses port", "[--data FILE]")]
    public async Task Server_program_explains_its_failures_in_the_language_of_the_user(string language, string inUse, string usage)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes the language from the user's settings.");
        using var first = new ServerProgram();
        var port = (await first.ServesAtAsync()).Port.ToString(CultureInfo.InvariantCulture);
        using var second = ServerProgram.In(language, "--port", port);
        using var third = ServerProgram.In(language, "--none");

        Assert.Contains($"{inUse} {port}.", (await second.EndAsync()).Error);
        Assert.Contains(usage, (await third.EndAsync()).Error);
    }

    [Theory]
    [InlineData("run", "script.ps1")]
    [InlineData("serve", "--port", "none")]
    [InlineData("--redelivery", "0")]
    [InlineData("--data")]
    public async Task Server_program_prints_its_usage_for_invalid_arguments(params string[] args)
    {
        using var program = new ServerProgram(args);

        var (code, error) = await program.EndAsync();

        Assert.Equal(2, code);
        Assert.Contains("[serve] [OPTIONS]", error);
        Assert.Contains("[--data FILE]", error);
        Assert.Contains(args[^1], error.Split((char)10)[0]);
    }

    [Fact]
    public async Task Server_program_reports_an_invalid_data_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("data.json"), "[]");
        using var program = new ServerProgram("--data", folder.File("data.json"));

        var (code, error) = await program.EndAsync();

        Assert.Equal(1, code);
        Assert.Contains(folder.File("data.json"), error);
    }
}

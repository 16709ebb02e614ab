using System.Diagnostics;

namespace CentryPS.Tests.Sandbox;

/// <summary>The picture in the README shows the output of the demo.</summary>
public sealed class DemoPictureTests
{
    [Theory]
    [InlineData("demo.svg", "en-US")]
    [InlineData("demo.es.svg", "es-CL")]
    public async Task Demo_succeeds_and_its_picture_shows_its_output(string name, string culture)
    {
        using var folder = new TemporaryFolder();
        var program = Path.Combine(PowerShellHost.Root, "src", "CentryPS.Sandbox", "bin", BuiltModule.Configuration, "net10.0", "CentryPS.Sandbox.dll");

        using var demo = Process.Start(new ProcessStartInfo("dotnet", [program, "record", folder.File(name), culture]) { RedirectStandardError = true })!;
        var errors = await demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, string.Empty), (demo.ExitCode, errors));
        var drawn = await File.ReadAllTextAsync(folder.File(name), TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(PowerShellHost.Root, "docs", name), TestContext.Current.CancellationToken), drawn);
    }
}

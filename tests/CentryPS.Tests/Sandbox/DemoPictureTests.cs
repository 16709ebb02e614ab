using System.Diagnostics;

namespace CentryPS.Tests;

/// <summary>The picture that a reader sees first is what the demo prints.</summary>
public sealed class DemoPictureTests
{
    [Fact]
    public async Task The_demo_goes_as_it_should_and_the_picture_is_what_it_prints()
    {
        using var folder = new TemporaryFolder();
        var program = Path.Combine(PowerShellHost.Root, "src", "CentryPS.Sandbox", "bin", BuiltModule.Configuration, "net10.0", "CentryPS.Sandbox.dll");

        using var demo = Process.Start(new ProcessStartInfo("dotnet", [program, "record", folder.File("demo.svg")]) { RedirectStandardError = true })!;
        var said = await demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, string.Empty), (demo.ExitCode, said));
        var drawn = await File.ReadAllTextAsync(folder.File("demo.svg"), TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(PowerShellHost.Root, "docs", "demo.svg"), TestContext.Current.CancellationToken), drawn);
    }
}

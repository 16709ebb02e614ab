using CentryPS.Acceptance;
using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Capabilities.TestFramework;
using Microsoft.Testing.Platform.Services;

var builder = await TestApplication.CreateBuilderAsync(args);
builder.CommandLine.AddProvider(() => new FilterOption());
builder.RegisterTestFramework(
    _ => new TestFrameworkCapabilities(),
    (_, services) => new PesterFramework(services.GetCommandLineOptions()));
using var application = await builder.BuildAsync();
return await application.RunAsync();

using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CentryPS.Benchmarks.Server;

/// <summary>
/// Answers as Centry would, as cheaply as can be, so that what is measured is the client. The first segment of the path
/// says how long each answer takes: <c>/0/</c>, <c>/20/</c> milliseconds, or <c>/20x/</c> with one answer in twenty ten
/// times slower.
/// </summary>
internal static class FixedServer
{
    private static int _count;

    /// <summary>Serves until its parent closes its input.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is [var limit] && LimitedServer.Serves(limit))
        {
            await context.Response.WriteAsync(LimitedServer.Report(limit));
            return;
        }

        if (parts.Length < 4)
        {
            context.Response.StatusCode = 404;
            return;
        }

        await context.Request.Body.CopyToAsync(Stream.Null);
        if (LimitedServer.Serves(parts[0]))
        {
            await LimitedServer.AnswerAsync(context, parts[0], Samples.Order(Path.GetFileNameWithoutExtension(parts[^1])));
            return;
        }

        var latency = Latency(parts[0]);
        if (latency > 0)
        {
            await Task.Delay(latency);
        }

        var body = parts.Length > 4 ? Samples.Order(Path.GetFileNameWithoutExtension(parts[4])) : Page(context.Request.Query);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    private static int Latency(string segment)
    {
        var latency = int.Parse(segment.TrimEnd('x'), CultureInfo.InvariantCulture);
        return segment.EndsWith('x') && Interlocked.Increment(ref _count) % 20 == 0 ? latency * 10 : latency;
    }

    private static byte[] Page(IQueryCollection query)
    {
        var first = query.TryGetValue("after", out var after) ? Samples.Number(after!) + 1 : 0;
        return Samples.Webhooks(first, Math.Min(int.Parse(query["limit"]!, CultureInfo.InvariantCulture), Samples.Count - first));
    }
}

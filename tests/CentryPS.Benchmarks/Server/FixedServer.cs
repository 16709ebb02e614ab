using System.Diagnostics;
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
/// Responds like Centry at minimal cost, so that the benchmarks measure the client. The first segment of the path
/// sets the latency: <c>/0/</c>, <c>/20/</c> milliseconds, or <c>/20x/</c> with one response in twenty ten times
/// slower. <c>/100.weeks.3/</c> also selects a list of <see cref="IdLists"/> and logs its calls.
/// </summary>
internal static class FixedServer
{
    private static readonly long Began = Stopwatch.GetTimestamp();

    private static int _count;

    /// <summary>Serves until the parent process closes the standard input.</summary>
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
        if (parts is [var segment])
        {
            var numbers = LimitedServer.Serves(segment) ? LimitedServer.Report(segment) : CallLog.Take(segment);
            await context.Response.WriteAsync(numbers);
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
            await LimitedServer.AnswerAsync(context, parts[0], Body(parts, "weeks.1", context.Request.Query));
            return;
        }

        var arrived = Stopwatch.GetElapsedTime(Began);
        var names = parts[0].Split('.', 2);
        var latency = Latency(names[0]);
        if (latency > 0)
        {
            await Task.Delay(latency);
        }

        if (names.Length > 1)
        {
            CallLog.Add(parts[0], arrived, Stopwatch.GetElapsedTime(Began));
        }

        var body = Body(parts, names[^1], context.Request.Query);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }

    private static int Latency(string segment)
    {
        var latency = int.Parse(segment.TrimEnd('x'), CultureInfo.InvariantCulture);
        return segment.EndsWith('x') && Interlocked.Increment(ref _count) % 20 == 0 ? latency * 10 : latency;
    }

    private static byte[] Body(string[] parts, string list, IQueryCollection query) => parts.Length > 4
        ? Samples.Order(Path.GetFileNameWithoutExtension(parts[4]))
        : Samples.Page(parts[3], IdLists.Page(list, query["after"], int.Parse(query["limit"]!, CultureInfo.InvariantCulture)));
}

namespace CentryPS.Desktop;

/// <summary>Runs a check. A failure is reported by exit code 1 and on the error stream.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            await CheckAsync(args).ConfigureAwait(false);
            return 0;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(exception.ToString()).ConfigureAwait(false);
            return 1;
        }
    }

    private static Task CheckAsync(string[] args) => args switch
    {
        ["client", var uri, var token] => ClientCheck.RunAsync(new Uri(uri), token),
        ["service-point", var uri, var token] => ServicePointCheck.RunAsync(new Uri(uri), token),
        ["resolve"] => Task.Run(ResolveCheck.Run),
        ["numbers"] => Task.Run(NumberCheck.Run),
        _ => throw new ArgumentException("client URI TOKEN | service-point URI TOKEN | resolve | numbers"),
    };
}

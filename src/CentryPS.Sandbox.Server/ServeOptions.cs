using System.Globalization;

namespace CentryPS.Sandbox.Server;

/// <summary>What the command <c>serve</c> is told.</summary>
public sealed record ServeOptions
{
    /// <summary>The arguments, for people.</summary>
    public const string Usage = """
              [--port N]                  the loopback port; without it, a free one
              [--data FILE]               keeps what it holds in a file
              [--companies N]             how many companies there are, each with its own data and sign-in (1)
              [--rate N] [--burst N]      lets each company make N calls a second, and so many at once; others get 429
              [--redelivery SECONDS]      how soon a notification that was not accepted comes again (300)
              [--token-lifetime SECONDS]  how long access tokens live (7200)
              [--revocation use|renewal]  what revokes the tokens before: the first use of new ones (use), or the renewal
              [--json]                    tells how to sign in as one line of JSON
              [--attached]                ends when its standard input does
        """;

    /// <summary>How the sandbox starts.</summary>
    public SandboxOptions Sandbox { get; init; } = new();

    /// <summary>Whether a program reads how to sign in, and not a person.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether it ends with its standard input, that is with whoever started it, however that one ends.</summary>
    public bool IsAttached { get; init; }

    /// <summary>Reads the arguments behind <c>serve</c>; null where one is not understood.</summary>
    public static ServeOptions? Parse(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        ServeOptions? options = new();
        var left = new Queue<string>(args);
        while (options is not null && left.TryDequeue(out var name))
        {
            options = name switch
            {
                "--json" => options with { IsJson = true },
                "--attached" => options with { IsAttached = true },
                _ => left.TryDequeue(out var value) && Set(options.Sandbox, name, value) is { } set ? options with { Sandbox = set } : null,
            };
        }

        // A burst of nothing would be forgotten in silence.
        return options is { Sandbox: { Burst: not null, Rate: null } } ? null : options;
    }

    private static SandboxOptions? Set(SandboxOptions options, string name, string value) => name switch
    {
        "--port" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var port) => options with { Port = port },
        "--data" => options with { DataFile = value },
        "--companies" when int.TryParse(value, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 256 =>
            options with { Companies = SandboxOptions.CompanyIds(count) },
        "--rate" when Number(value, 100_000) is { } rate => options with { Rate = rate },
        "--burst" when Number(value, 100_000) is >= 1 and var burst => options with { Burst = burst },
        "--redelivery" when Number(value, 86_400) is { } seconds => options with { Redelivery = TimeSpan.FromSeconds(seconds) },
        "--token-lifetime" when Number(value, 31_536_000) is { } seconds => options with { AccessTokenLifetime = TimeSpan.FromSeconds(seconds) },
        "--revocation" when value is "use" or "renewal" => options with { RevokesAtOnce = value == "renewal" },
        _ => null,
    };

    private static double? Number(string text, double most) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most ? number : null;
}

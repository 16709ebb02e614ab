using System.Globalization;

namespace CentryPS.Sandbox.Server;

/// <summary>The options of the <c>serve</c> command.</summary>
public sealed record ServeOptions
{
    /// <summary>The options, described in the user's language.</summary>
    public static string Usage => UserLanguage.Text(
        """
              [--port N]                  listen on this loopback port; default: a free one
              [--data FILE]               keep the data in a file
              [--companies N]             number of companies, each with its own data and sign-in; default: 1
              [--rate N] [--burst N]      limit each company to N calls a second, and to N at once; the rest get 429
              [--redelivery SECONDS]      send a rejected notification again after this time; default: 300
              [--token-lifetime SECONDS]  lifetime of access tokens; default: 7200
              [--revocation use|renewal]  revoke old tokens at the first use of the new ones (default) or at the renewal
              [--json]                    print how to sign in as one line of JSON
              [--attached]                end when standard input ends
        """,
        """
              [--port N]                  escuchar en este puerto local; si se omite, en uno libre
              [--data ARCHIVO]            guardar los datos en un archivo
              [--companies N]             cantidad de empresas, cada una con sus datos y su inicio de sesión; si se omite, 1
              [--rate N] [--burst N]      limitar cada empresa a N llamadas por segundo y N simultáneas; el resto recibe 429
              [--redelivery SEGUNDOS]     reenviar una notificación rechazada después de este tiempo; si se omite, 300
              [--token-lifetime SEGUNDOS] duración de los tokens de acceso; si se omite, 7200
              [--revocation use|renewal]  revocar los tokens anteriores al usar los nuevos (use) o al renovar (renewal)
              [--json]                    mostrar cómo iniciar sesión en una línea de JSON
              [--attached]                terminar cuando termine la entrada estándar
        """);

    /// <summary>The options of the sandbox.</summary>
    public SandboxOptions Sandbox { get; init; } = new();

    /// <summary>True if the output is for a program: JSON instead of text.</summary>
    public bool IsJson { get; init; }

    /// <summary>True if the server ends when its standard input ends, for example with its parent process.</summary>
    public bool IsAttached { get; init; }

    /// <summary>Parses the arguments after <c>serve</c>; returns null if one is invalid.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="problem">A sentence about the invalid argument, in the user's language; else empty.</param>
    public static ServeOptions? Parse(IReadOnlyList<string> args, out string problem)
    {
        ArgumentNullException.ThrowIfNull(args);
        var options = new ServeOptions();
        var remaining = new Queue<string>(args);
        while (remaining.TryDequeue(out var name))
        {
            string? value = null;
            var next = name switch
            {
                "--json" => options with { IsJson = true },
                "--attached" => options with { IsAttached = true },
                _ => remaining.TryDequeue(out value) && Apply(options.Sandbox, name, value) is { } sandbox
                    ? options with { Sandbox = sandbox }
                    : null,
            };
            if (next is null)
            {
                var argument = $"{name} {value}".Trim();
                problem = UserLanguage.Text($"Invalid argument: {argument}", $"Argumento no válido: {argument}");
                return null;
            }

            options = next;
        }

        problem = options.Sandbox is { Burst: not null, Rate: null }
            ? UserLanguage.Text("--burst requires --rate.", "--burst requiere --rate.")
            : string.Empty;
        return problem.Length == 0 ? options : null;
    }

    private static SandboxOptions? Apply(SandboxOptions options, string name, string value) => name switch
    {
        "--port" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var port) => options with { Port = port },
        "--data" => options with { DataFile = value },
        "--companies" when int.TryParse(value, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 256 =>
            options with { Companies = SandboxOptions.CompanyIds(count) },
        "--rate" when ParsePositive(value, 100_000) is { } rate => options with { Rate = rate },
        "--burst" when ParsePositive(value, 100_000) is >= 1 and var burst => options with { Burst = burst },
        "--redelivery" when ParsePositive(value, 86_400) is { } seconds => options with { Redelivery = TimeSpan.FromSeconds(seconds) },
        "--token-lifetime" when ParsePositive(value, 31_536_000) is { } seconds => options with { AccessTokenLifetime = TimeSpan.FromSeconds(seconds) },
        "--revocation" when value is "use" or "renewal" => options with { RevokesAtOnce = value == "renewal" },
        _ => null,
    };

    private static double? ParsePositive(string text, double max) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= max ? number : null;
}

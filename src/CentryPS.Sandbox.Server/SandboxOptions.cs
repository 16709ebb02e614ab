using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Sandbox.Server;

/// <summary>The options of a sandbox.</summary>
public sealed record SandboxOptions
{
    /// <summary>The id of the company that a sandbox has by default.</summary>
    public const string DefaultCompany = "59c2bd4aa8d1d10b0c00cc01";

    /// <summary>Returns the ids of a number of companies, the default company first.</summary>
    /// <param name="count">The number of companies, from 1 to 255.</param>
    public static IReadOnlyList<string> CompanyIds(int count) =>
        [.. Enumerable.Range(1, count).Select(number => FormattableString.Invariant($"{DefaultCompany[..^2]}{number:x2}"))];

    /// <summary>The loopback port; 0 to use a free port.</summary>
    public int Port { get; init; }

    /// <summary>The file that stores the data; null to keep the data in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>The ids of the companies, each with its own objects. The first is the default.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public IReadOnlyList<string> Companies
    {
        get;
        init => field = value is { Count: > 0 }
            ? value
            : throw new ArgumentException("Specify at least one company.", nameof(value));
    } = [DefaultCompany];

    /// <summary>The resources to serve; by default, those of Centry.</summary>
    public IReadOnlyList<Resource> Resources { get; init; } = ResourceRegistry.All;

    /// <summary>The number of webhooks in a new company.</summary>
    public int WebhookCount { get; init; } = 3;

    /// <summary>The number of orders in a new company.</summary>
    public int OrderCount { get; init; } = 6;

    /// <summary>The page size if a request has no <c>limit</c>.</summary>
    public int DefaultPageSize { get; init; } = 20;

    /// <summary>The maximum page size; a larger <c>limit</c> is reduced to it.</summary>
    public int MaxPageSize { get; init; } = 100;

    /// <summary>The lifetime of access tokens; at Centry, 7200 seconds.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromSeconds(7200);

    /// <summary>
    /// True if a renewal revokes the old tokens immediately. Doorkeeper supports both: if false, the first use of
    /// the new access token revokes them, so that a lost response does not end the sign-in.
    /// </summary>
    public bool RevokesAtOnce { get; init; }

    /// <summary>
    /// True if the server checks proof keys (PKCE, RFC 7636). If false, it ignores them, as Doorkeeper does if its
    /// database has no columns for them.
    /// </summary>
    public bool KnowsProofKeys { get; init; } = true;

    /// <summary>The API calls per second allowed for each company; others get 429. Null: no limit.</summary>
    public double? Rate { get; init; }

    /// <summary>
    /// The capacity of each company's token bucket. Null: the calls of one second, but at least one.
    /// </summary>
    public double? Burst { get; init; }

    /// <summary>The order of lists.</summary>
    public ListOrder ListOrder { get; init; }

    /// <summary>The delay of each response of the API.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The time between a rejected delivery and the next attempt; at Centry, 5 minutes.</summary>
    public TimeSpan Redelivery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>True to record <see cref="SandboxServer.Requests"/>.</summary>
    public bool RecordRequests { get; init; }

    /// <summary>The clock of tokens, objects and deliveries.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

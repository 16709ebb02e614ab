using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Sandbox.Server;

/// <summary>How a sandbox starts.</summary>
public sealed record SandboxOptions
{
    /// <summary>The id of the company that every sandbox has, unless one names others.</summary>
    public const string DefaultCompany = "59c2bd4aa8d1d10b0c00cc01";

    /// <summary>Ids for so many companies, the default one first.</summary>
    /// <param name="count">How many, from 1 to 255.</param>
    public static IReadOnlyList<string> CompanyIds(int count) =>
        [.. Enumerable.Range(1, count).Select(number => FormattableString.Invariant($"{DefaultCompany[..^2]}{number:x2}"))];

    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>A file that keeps the state; none keeps it in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>The ids of the companies, each with objects of its own; whoever names no company means the first.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IReadOnlyList<string> Companies
    {
        get;
        init => field = value is { Count: > 0 } ? value : throw new ArgumentException("A sandbox has at least one company.", nameof(value));
    } = [DefaultCompany];

    /// <summary>What there is; Centry's resources, unless one names others.</summary>
    public IReadOnlyList<Resource> Resources { get; init; } = ResourceRegistry.All;

    /// <summary>How many webhooks a company has at first.</summary>
    public int WebhookCount { get; init; } = 3;

    /// <summary>How many orders a company has at first.</summary>
    public int OrderCount { get; init; } = 6;

    /// <summary>The page size where a request has no <c>limit</c>.</summary>
    public int DefaultPageSize { get; init; } = 20;

    /// <summary>The largest page; a greater <c>limit</c> is cut down to it.</summary>
    public int MaxPageSize { get; init; } = 100;

    /// <summary>How long an access token lives; at Centry, 7200 seconds.</summary>
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromSeconds(7200);

    /// <summary>
    /// Whether a renewal revokes the tokens that it replaces at once. Doorkeeper has both ways: without it, they are
    /// revoked by the first use of the new access token, so that an answer that was lost costs nobody the sign-in.
    /// </summary>
    public bool RevokesAtOnce { get; init; }

    /// <summary>Whether it checks proof keys (PKCE, RFC 7636); Doorkeeper without their columns ignores them.</summary>
    public bool KnowsProofKeys { get; init; } = true;

    /// <summary>How many calls a second each company may make; further ones are answered 429. None lets all through.</summary>
    public double? Rate { get; init; }

    /// <summary>How many calls a company may make at once after a rest; none for as many as a second gives, at least one.</summary>
    public double? Burst { get; init; }

    /// <summary>In which order lists are given.</summary>
    public ListOrder ListOrder { get; init; }

    /// <summary>How long each answer of the API takes longer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long after a delivery that was not accepted the next one follows; at Centry, 5 minutes.</summary>
    public TimeSpan Redelivery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether <see cref="SandboxServer.Requests"/> is kept.</summary>
    public bool RecordRequests { get; init; }

    /// <summary>The clock of tokens, objects and deliveries.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

using CentryPS.Models.Json;

namespace CentryPS.Tests.Support;

/// <summary>A vault of one process, which says when it is asked and fails when a test wants it to.</summary>
internal sealed class MemoryVault : ISignInVault
{
    /// <summary>A name of its own, since its locks are those of this user.</summary>
    public string Name { get; } = $"Test-{Guid.NewGuid():N}";

    /// <summary>What it keeps, under whatever name.</summary>
    public KeptSignIn? Kept { get; set; }

    /// <summary>Why it does not write; null where it does.</summary>
    public CentryException? Refusal { get; set; }

    /// <summary>What happens before it is read.</summary>
    public Action Reading { get; set; } = () => { };

    /// <summary>How often it was read.</summary>
    public int Reads { get; private set; }

    public string Arguments(string name) => $"-Name {name}";

    public Task<KeptSignIn?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        Reads++;
        Reading();
        return Task.FromResult(Kept);
    }

    public Task WriteAsync(string name, KeptSignIn kept, CancellationToken cancellationToken)
    {
        if (Refusal is not null)
        {
            return Task.FromException(Refusal);
        }

        Kept = kept;
        return Task.CompletedTask;
    }
}

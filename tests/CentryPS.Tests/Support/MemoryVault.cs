using CentryPS.Models.Json;

namespace CentryPS.Tests.Support;

/// <summary>An in-memory vault whose calls a test can observe and make fail.</summary>
internal sealed class MemoryVault : ISignInVault
{
    private readonly Dictionary<int, TokenSet> _tokens = [];

    public string Name => "Memory";

    /// <summary>The saved application; its name is ignored.</summary>
    public OAuthApplication? Application { get; set; }

    /// <summary>The newest tokens; setting them removes all others.</summary>
    public TokenSet? Newest
    {
        get => _tokens.Values.Where(token => token.Id == Application?.Id).MaxBy(token => token.Number);
        set
        {
            _tokens.Clear();
            if (value is not null)
            {
                _tokens[value.Number % 2] = value;
            }
        }
    }

    /// <summary>The error of a secret that cannot be read; null for none.</summary>
    public CentryException? Damage { get; set; }

    /// <summary>The error of a write; null for none.</summary>
    public CentryException? Refusal { get; set; }

    /// <summary>Runs before each read.</summary>
    public Action Reading { get; set; } = () => { };

    /// <summary>Runs before each write.</summary>
    public Action Writing { get; set; } = () => { };

    /// <summary>The number of reads.</summary>
    public int Reads { get; private set; }

    /// <summary>The tokens of a slot.</summary>
    public TokenSet? this[int slot] => _tokens.GetValueOrDefault(slot);

    public string Arguments(string name) => $"-Name {name}";

    public Task<StoredSignIn?> ReadAsync(string name, CancellationToken cancellationToken = default)
    {
        Reads++;
        Reading();
        return Task.FromResult(Application is null ? null : new StoredSignIn(Application, Newest, Damage));
    }

    public Task WriteAsync(string name, OAuthApplication application) => Write(() => Application = application);

    public Task WriteTokenAsync(string name, int slot, TokenSet token, CancellationToken cancellationToken = default) =>
        Write(() => _tokens[slot] = token);

    public Task RemoveTokensAsync(string name, params int[] slots) =>
        Write(() => slots.ToList().ForEach(slot => _tokens.Remove(slot)));

    public Task MarkRefusedAsync(string name, OAuthApplication application) => Task.CompletedTask;

    private Task Write(Action write)
    {
        Writing();
        if (Refusal is not null)
        {
            return Task.FromException(Refusal);
        }

        write();
        return Task.CompletedTask;
    }
}

using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>Where sign-ins are kept, by name. What any of it throws is a <see cref="CentryException"/> that says what to do.</summary>
internal interface ISignInVault
{
    /// <summary>What people call the vault.</summary>
    string Name { get; }

    /// <summary>What a command takes to mean a sign-in in this vault, as one types it: <c>-Name north</c>, and the vault where that has to be said.</summary>
    string Arguments(string name);

    /// <summary>The sign-in as it is kept now, by whatever process; null where none has this name.</summary>
    Task<KeptSignIn?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps a sign-in in place of the one that has this name.</summary>
    Task WriteAsync(string name, KeptSignIn kept, CancellationToken cancellationToken);
}

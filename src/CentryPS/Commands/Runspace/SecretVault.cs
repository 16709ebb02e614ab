using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;
using System.Text;
using System.Text.Json;
using CentryPS.Commands.Parameters;
using CentryPS.Models.Json;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// A vault of SecretManagement. A sign-in is one secret, a text, since some vaults write a hashtable in parts; what is not
/// secret of it is also the secret's metadata where the vault has such.
/// </summary>
internal sealed class SecretVault : ISignInVault
{
    private const string Prefix = "CentryPS-"; // what every vault takes in a name, Azure Key Vault too

    private const string Read = """
        param($Vault, $Name)
        try { Get-Secret -Name $Name -Vault $Vault }
        catch { if (@(Get-SecretInfo -Name $Name -Vault $Vault).Name -contains $Name) { throw } }
        """;

    // A vault that does not know metadata removes the secret that is written with some, so only one that has shown that it does gets it so.
    private const string Write = """
        param($Vault, $Name, $Secret, $Metadata)
        $known = Get-SecretInfo -Name $Name -Vault $Vault | Where-Object Name -eq $Name
        $more = if ($known.Metadata.Count) { @{ Metadata = $Metadata } } else { @{} }
        Set-Secret -Name $Name -Secret $Secret -Vault $Vault @more
        if (-not $known) { try { Set-SecretInfo -Name $Name -Metadata $Metadata -Vault $Vault } catch { } }
        """;

    private readonly TimeProvider _time;
    private readonly bool _isNamed;

    private SecretVault(string name, bool isNamed, TimeProvider time)
    {
        Name = name;
        _isNamed = isNamed;
        _time = time;
    }

    public string Name { get; }

    /// <summary>The vault with a name, or else the one that is the default, or the only one.</summary>
    /// <exception cref="CentryException">There is none.</exception>
    public static async Task<SecretVault> OpenAsync(string? name, TimeProvider time, CancellationToken cancellationToken)
    {
        var all = await RegisteredAsync(name, time, cancellationToken).ConfigureAwait(false);
        PSObject[] wanted = name is null
            ? [.. all.Where(vault => all.Count == 1 || LanguagePrimitives.IsTrue(vault.Properties["IsDefault"]?.Value))]
            : [.. all.Where(vault => string.Equals(Text(vault, "Name"), name, StringComparison.OrdinalIgnoreCase))];
        if (wanted.Length == 1)
        {
            return new SecretVault(Text(wanted[0], "Name"), isNamed: name is not null, time);
        }

        var names = string.Join(", ", all.Select(vault => Text(vault, "Name")));
        throw all.Count == 0 ? Problem(Messages.NoVault, Messages.NoVaultAdvice)
            : name is null ? Problem(Messages.NoDefaultVault.With(names), Messages.NoDefaultVaultAdvice.With(Text(all[0], "Name")))
            : Problem(Messages.UnknownVault.With(name, names), Messages.NoVaultAdvice);
    }

    /// <summary>The names of the vaults that are registered.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(TimeProvider time, CancellationToken cancellationToken) =>
        [.. (await RegisteredAsync(name: null, time, cancellationToken).ConfigureAwait(false)).Select(vault => Text(vault, "Name"))];

    public string Arguments(string name) =>
        _isNamed ? $"-Name {name} -VaultName '{CodeGeneration.EscapeSingleQuotedStringContent(Name)}'" : $"-Name {name}";

    /// <summary>The error that it keeps no sign-in of this name.</summary>
    public CentryException NotKept(string name) => new(CentryErrorCode.NotFound, Messages.SignInNotKept.With(TerminalText.Show(name), Name))
    {
        Advice = Messages.SignInNotKeptAdvice.With(Arguments(name)),
    };

    public async Task<KeptSignIn?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var secret = (await RunAsync(Read, cancellationToken, ("Name", Prefix + name)).ConfigureAwait(false)).FirstOrDefault().Unwrap();
        var text = secret is SecureString hidden ? Secret.Reveal(hidden) : secret as string;
        try
        {
            return secret is null ? null : JsonBody.Read(Encoding.UTF8.GetBytes(text ?? string.Empty), CentryJson.Default.KeptSignIn);
        }
        catch (JsonException)
        {
            throw new CentryException(CentryErrorCode.InvalidResponse, Messages.NotASignIn.With(Prefix + name, Name)) { Advice = Messages.NotASignInAdvice.With(name, Name) };
        }
    }

    public Task WriteAsync(string name, KeptSignIn kept, CancellationToken cancellationToken) => RunAsync(
        Write,
        cancellationToken,
        ("Name", Prefix + name),
        ("Secret", Secret.Hide(JsonSerializer.Serialize(kept, CentryJson.Default.KeptSignIn))),
        ("Metadata", NotSecret(kept)));

    /// <summary>Takes a sign-in out of the vault; false where none has this name.</summary>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => (await RunAsync(
        "param($Vault, $Name) if (@(Get-SecretInfo -Name $Name -Vault $Vault).Name -contains $Name) { Remove-Secret -Name $Name -Vault $Vault; $true }",
        cancellationToken,
        ("Name", Prefix + name)).ConfigureAwait(false)).Count > 0;

    /// <summary>The names of the sign-ins, in order.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await InfoAsync(cancellationToken).ConfigureAwait(false)).Select(info => Text(info, "Name").Substring(Prefix.Length))];

    /// <summary>The sign-ins whose names are wanted, in order of their names. What the vault shows of one without its secret is enough.</summary>
    /// <param name="isWanted">Whether a name is wanted.</param>
    /// <param name="report">Told of each that cannot be read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<CentrySignIn>> ListAsync(Func<string, bool> isWanted, Action<string, CentryException> report, CancellationToken cancellationToken)
    {
        var found = new List<CentrySignIn>();
        foreach (var info in await InfoAsync(cancellationToken).ConfigureAwait(false))
        {
            var name = Text(info, "Name").Substring(Prefix.Length);
            if (isWanted(name))
            {
                try
                {
                    var kept = info.Properties["Metadata"]?.Value is IDictionary { Count: > 0 } shown
                        ? shown
                        : NotSecret(await ReadAsync(name, cancellationToken).ConfigureAwait(false) ?? new KeptSignIn());
                    found.Add(Show(name, kept));
                }
                catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.InvalidResponse)
                {
                    report(name, exception);
                }
            }
        }

        return found;
    }

    private static Task<Collection<PSObject>> RegisteredAsync(string? name, TimeProvider time, CancellationToken cancellationToken) =>
        VaultShell.RunAsync(name ?? "SecretManagement", "Get-SecretVault", new Hashtable(), time, cancellationToken);

    private static Hashtable NotSecret(KeptSignIn kept) => new()
    {
        [nameof(CentrySignIn.BaseUri)] = kept.BaseUri,
        [nameof(CentrySignIn.Grant)] = kept.Grant,
        [nameof(CentrySignIn.ClientId)] = kept.ClientId,
        [nameof(CentrySignIn.Scope)] = kept.Scope ?? string.Empty,
        [nameof(CentrySignIn.IsRefused)] = kept.IsRefused.ToString(),
    };

    private CentrySignIn Show(string name, IDictionary kept)
    {
        return new()
        {
            Name = name,
            BaseUri = Uri.TryCreate(Find(nameof(CentrySignIn.BaseUri)), UriKind.Absolute, out var uri) ? uri : null,
            Grant = Enum.TryParse<CentryGrant>(Find(nameof(CentrySignIn.Grant)), out var grant) ? grant : null,
            ClientId = Find(nameof(CentrySignIn.ClientId)),
            Scope = Find(nameof(CentrySignIn.Scope)),
            IsRefused = Find(nameof(CentrySignIn.IsRefused)) == bool.TrueString,
            VaultName = Name,
        };

        string? Find(string part) => kept.Contains(part) && kept[part].Unwrap() is string { Length: > 0 } text ? text : null;
    }

    private async Task<IEnumerable<PSObject>> InfoAsync(CancellationToken cancellationToken) =>
        (await RunAsync("param($Vault, $Name) Get-SecretInfo -Name $Name -Vault $Vault", cancellationToken, ("Name", Prefix + "*")).ConfigureAwait(false))
        .Where(info => Text(info, "Name").StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        .OrderBy(info => Text(info, "Name"), StringComparer.OrdinalIgnoreCase);

    private async Task<Collection<PSObject>> RunAsync(string script, CancellationToken cancellationToken, params (string Name, object Value)[] arguments)
    {
        try
        {
            var parameters = arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
            parameters["Vault"] = Name;
            return await VaultShell.RunAsync(Name, script, parameters, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeException exception)
        {
            throw IsLocked(exception)
                ? Problem(Messages.VaultLocked.With(Name), Messages.VaultLockedAdvice.With(Name))
                : Problem(Messages.VaultFailed.With(Name, TerminalText.Show(Innermost(exception).Message)), Messages.VaultFailedAdvice.With(Name));
        }
    }

    // The type belongs to SecretManagement, which is not there when this is compiled.
    private static bool IsLocked(RuntimeException exception) =>
        VaultShell.Causes(exception).Any(cause => cause.GetType().Name == "PasswordRequiredException");

    private static Exception Innermost(RuntimeException exception) => (exception.ErrorRecord?.Exception ?? exception).GetBaseException();

    private static CentryException Problem(string message, string advice) => new(CentryErrorCode.NotConnected, message) { Advice = advice };

    private static string Text(PSObject item, string property) => item.Properties[property]?.Value?.ToString() ?? string.Empty;
}

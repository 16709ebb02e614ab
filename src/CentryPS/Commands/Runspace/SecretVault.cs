using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CentryPS.Commands.Parameters;
using CentryPS.Models.Json;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// A vault of SecretManagement. A sign-in is three secrets, each a text, since some vaults write a hashtable in parts: the
/// application and two slots for its tokens. What is not secret of the application is also its metadata where the vault has such.
/// </summary>
internal sealed class SecretVault : ISignInVault
{
    private const string Prefix = "CentryPS-"; // what every vault takes in a name, Azure Key Vault too

    // The error of the application ends it; that of a token is given with the others, since the other slot may do.
    private const string Read = """
        param($Vault, $Names)
        foreach ($name in $Names) {
            $problem = $null
            try { $secret = Get-Secret -Name $name -Vault $Vault }
            catch {
                $secret = $null
                if (@(Get-SecretInfo -Name $name -Vault $Vault).Name -contains $name) { $problem = $_ }
            }
            if ($problem -and $name -eq $Names[0]) { throw $problem }
            [pscustomobject] @{ Secret = $secret; Problem = $problem }
        }
        """;

    // A vault that does not know metadata removes the secret that is written with some, so only one that has shown that it does gets it so.
    private const string Write = """
        param($Vault, $Name, $Secret, $Metadata)
        $known = Get-SecretInfo -Name $Name -Vault $Vault | Where-Object Name -eq $Name
        $more = if ($known.Metadata.Count) { @{ Metadata = $Metadata } } else { @{} }
        Set-Secret -Name $Name -Secret $Secret -Vault $Vault @more
        if (-not $known) { try { Set-SecretInfo -Name $Name -Metadata $Metadata -Vault $Vault } catch { } }
        """;

    private const string Remove = """
        param($Vault, $Names)
        foreach ($name in $Names) {
            if (@(Get-SecretInfo -Name $name -Vault $Vault).Name -contains $name) { Remove-Secret -Name $name -Vault $Vault; $true }
        }
        """;

    private readonly bool _isNamed;
    private readonly VaultCommands _commands;

    /// <param name="name">The name with which it is registered.</param>
    /// <param name="isNamed">Whether the user named it.</param>
    /// <param name="time">The clock of waits.</param>
    public SecretVault(string name, bool isNamed, TimeProvider time)
    {
        Name = name;
        _isNamed = isNamed;
        _commands = new VaultCommands(name, time);
    }

    public string Name { get; }

    public string Arguments(string name) =>
        _isNamed ? $"-Name {name} -VaultName '{CodeGeneration.EscapeSingleQuotedStringContent(Name)}'" : $"-Name {name}";

    /// <summary>The error that it keeps no sign-in of this name.</summary>
    public CentryException NotKept(string name) => new(CentryErrorCode.NotFound, Messages.SignInNotKept.With(TerminalText.Show(name), Name))
    {
        Advice = Messages.SignInNotKeptAdvice.With(Arguments(name)),
    };

    public async Task<StoredSignIn?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        string[] names = [Prefix + name, Slot(name, 0), Slot(name, 1)];
        var found = await _commands.RunAsync(Read, cancellationToken, ("Names", names)).ConfigureAwait(false);
        try
        {
            return Parse(found[0], CentryJson.Default.SavedSignIn) is { } application ? WithTokens(application, found.Skip(1)) : null;
        }
        catch (JsonException)
        {
            throw new CentryException(CentryErrorCode.InvalidResponse, Messages.NotASignIn.With(Prefix + name, Name)) { Advice = Messages.NotASignInAdvice.With(name, Name) };
        }
    }

    public Task WriteAsync(string name, SavedSignIn application, CancellationToken cancellationToken) => _commands.RunAsync(
        Write,
        cancellationToken,
        ("Name", Prefix + name),
        ("Secret", Secret.Hide(JsonSerializer.Serialize(application, CentryJson.Default.SavedSignIn))),
        ("Metadata", SignInMetadata.Of(application, isRefused: false)));

    public Task WriteTokenAsync(string name, int slot, SavedToken token, CancellationToken cancellationToken) => _commands.RunAsync(
        "param($Vault, $Name, $Secret) Set-Secret -Name $Name -Secret $Secret -Vault $Vault",
        cancellationToken,
        ("Name", Slot(name, slot)),
        ("Secret", Secret.Hide(JsonSerializer.Serialize(token, CentryJson.Default.SavedToken))));

    public Task RemoveTokensAsync(string name, IEnumerable<int> slots, CancellationToken cancellationToken) =>
        _commands.RunAsync(Remove, cancellationToken, ("Names", slots.Select(slot => Slot(name, slot)).ToArray()));

    public Task MarkRefusedAsync(string name, SavedSignIn application, CancellationToken cancellationToken) => _commands.RunAsync(
        "param($Vault, $Name, $Metadata) try { Set-SecretInfo -Name $Name -Metadata $Metadata -Vault $Vault } catch { }",
        cancellationToken,
        ("Name", Prefix + name),
        ("Metadata", SignInMetadata.Of(application, isRefused: true)));

    /// <summary>Removes a sign-in from the vault; nothing happens where none has this name.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        _commands.RunAsync(Remove, cancellationToken, ("Names", (string[])[Slot(name, 0), Slot(name, 1), Prefix + name]));

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
                    var shown = info.Properties["Metadata"]?.Value is IDictionary { Count: > 0 } metadata
                        ? metadata
                        : await ReadAsync(name, cancellationToken).ConfigureAwait(false) is { } stored ? SignInMetadata.Of(stored.Application, stored.IsRefused) : new Hashtable();
                    found.Add(SignInMetadata.Show(name, Name, shown));
                }
                catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.InvalidResponse)
                {
                    report(name, exception);
                }
            }
        }

        return found;
    }

    // The newest tokens that are whole: a process that was killed while it wrote leaves half a text in a slot.
    private StoredSignIn WithTokens(SavedSignIn application, IEnumerable<PSObject> slots)
    {
        SavedToken? newest = null;
        CentryException? damage = null;
        foreach (var slot in slots)
        {
            try
            {
                var token = Parse(slot, CentryJson.Default.SavedToken);
                newest = token?.Id == application.Id && token!.Number > (newest?.Number ?? 0) ? token : newest;
            }
            catch (JsonException)
            {
            }
            catch (CentryException exception)
            {
                damage = exception;
            }
        }

        return new StoredSignIn(application, newest, damage);
    }

    private T? Parse<T>(PSObject found, JsonTypeInfo<T> type)
        where T : class
    {
        if (found.Properties["Problem"].Value.Unwrap() is ErrorRecord problem)
        {
            throw _commands.Failure(new RuntimeException(problem.Exception.Message, problem.Exception, problem));
        }

        var secret = found.Properties["Secret"].Value.Unwrap();
        var text = secret is SecureString hidden ? Secret.Reveal(hidden) : secret as string;
        return secret is null ? null : JsonBody.Read(Encoding.UTF8.GetBytes(text ?? string.Empty), type);
    }

    // Not "CentryPS-…": that would be the name of a sign-in.
    private static string Slot(string name, int slot) => $"CentryPSToken{slot}-{name}";

    private async Task<IEnumerable<PSObject>> InfoAsync(CancellationToken cancellationToken) =>
        (await _commands.RunAsync("param($Vault, $Name) Get-SecretInfo -Name $Name -Vault $Vault", cancellationToken, ("Name", Prefix + "*")).ConfigureAwait(false))
        .Where(info => Text(info, "Name").StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        .OrderBy(info => Text(info, "Name"), StringComparer.OrdinalIgnoreCase);

    private static string Text(PSObject item, string property) => item.Properties[property]?.Value?.ToString() ?? string.Empty;
}

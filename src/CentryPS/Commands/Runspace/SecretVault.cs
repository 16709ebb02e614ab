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
/// A vault of SecretManagement. A sign-in is three secrets: the application and two slots for its tokens. Each is a
/// text, because some vaults write a hashtable in parts. The properties of the application that are not secret are also
/// its metadata, if the vault supports metadata.
/// </summary>
/// <param name="vaultName">The name with which it is registered.</param>
/// <param name="isNamed">True if the user specified the name.</param>
/// <param name="time">The clock of waits.</param>
internal sealed class SecretVault(string vaultName, bool isNamed, TimeProvider time) : ISignInVault
{
    private const string Prefix = "CentryPS-"; // valid in every vault, including Azure Key Vault

    private readonly VaultCommands _commands = new(vaultName, time);

    public string Name => vaultName;

    public string Arguments(string name)
    {
        var vault = isNamed ? $" -VaultName '{CodeGeneration.EscapeSingleQuotedStringContent(Name)}'" : string.Empty;
        return $"-Name {name}{vault}";
    }

    /// <summary>Creates the error of a sign-in that the vault does not have.</summary>
    public CentryException NotFound(string name) =>
        new(CentryErrorCode.NotFound, Messages.SignInNotKept.With(TerminalText.Show(name), Name))
        {
            Advice = Messages.SignInNotKeptAdvice.With(Arguments(name)),
        };

    public async Task<StoredSignIn?> ReadAsync(string name, CancellationToken cancellationToken = default)
    {
        string[] names = [Prefix + name, Slot(name, 0), Slot(name, 1)];
        var found = await _commands.ReadAsync(names, cancellationToken).ConfigureAwait(false);
        try
        {
            var application = Parse(found[0], CentryJson.Default.SavedSignIn);
            return application is null ? null : WithTokens(application, found.Skip(1));
        }
        catch (JsonException)
        {
            throw new CentryException(CentryErrorCode.InvalidResponse, Messages.NotASignIn.With(Prefix + name, Name))
            {
                Advice = Messages.NotASignInAdvice.With(name, Name),
            };
        }
    }

    public Task WriteAsync(string name, SavedSignIn application) => _commands.WriteAsync(
        Prefix + name,
        ToSecret(application, CentryJson.Default.SavedSignIn),
        SignInMetadata.Of(application, isRefused: false));

    public Task WriteTokenAsync(
        string name,
        int slot,
        SavedToken token,
        CancellationToken cancellationToken = default) =>
        _commands.WriteAsync(Slot(name, slot), ToSecret(token, CentryJson.Default.SavedToken), cancellationToken);

    public Task RemoveTokensAsync(string name, IEnumerable<int> slots) =>
        _commands.RemoveAsync([.. slots.Select(slot => Slot(name, slot))], CancellationToken.None);

    public Task MarkRefusedAsync(string name, SavedSignIn application) =>
        _commands.WriteMetadataAsync(Prefix + name, SignInMetadata.Of(application, isRefused: true));

    /// <summary>Removes a sign-in, if the vault has it.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        _commands.RemoveAsync([Slot(name, 0), Slot(name, 1), Prefix + name], cancellationToken);

    /// <summary>Returns the names of the sign-ins, in order.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await InfoAsync(cancellationToken).ConfigureAwait(false)).Select(NameOf)];

    /// <summary>Returns the sign-ins with the wanted names, in order. Reads no secret that has metadata.</summary>
    public async Task<IReadOnlyList<CentrySignIn>> ListAsync(
        Func<string, bool> isWanted,
        Action<string, CentryException> report,
        CancellationToken cancellationToken)
    {
        var found = new List<CentrySignIn>();
        var all = await InfoAsync(cancellationToken).ConfigureAwait(false);
        foreach (var info in all.Where(info => isWanted(NameOf(info))))
        {
            var name = NameOf(info);
            try
            {
                var metadata = info.Properties["Metadata"]?.Value is IDictionary { Count: > 0 } known
                    ? known
                    : await ReadMetadataAsync(name, cancellationToken).ConfigureAwait(false);
                found.Add(SignInMetadata.ToSignIn(name, Name, metadata));
            }
            catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.InvalidResponse)
            {
                report(name, exception);
            }
        }

        return found;
    }

    private async Task<IDictionary> ReadMetadataAsync(string name, CancellationToken cancellationToken) =>
        await ReadAsync(name, cancellationToken).ConfigureAwait(false) is { } stored
            ? SignInMetadata.Of(stored.Application, stored.IsRefused)
            : new Hashtable();

    // Uses the newest complete tokens: a process that is killed while it writes leaves a truncated text in a slot.
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

    private static SecureString ToSecret<T>(T value, JsonTypeInfo<T> type) =>
        Secret.ToSecureString(JsonSerializer.Serialize(value, type));

    private T? Parse<T>(PSObject found, JsonTypeInfo<T> type)
        where T : class
    {
        if (found.Properties["Problem"].Value.Unwrap() is ErrorRecord problem)
        {
            throw _commands.Failure(new RuntimeException(problem.Exception.Message, problem.Exception, problem));
        }

        var secret = found.Properties["Secret"].Value.Unwrap();
        var text = secret is SecureString hidden ? Secret.ToPlainText(hidden) : secret as string;
        return secret is null ? null : JsonBody.Read(Encoding.UTF8.GetBytes(text ?? string.Empty), type);
    }

    // Not with the prefix "CentryPS-", which would make it the name of a sign-in.
    private static string Slot(string name, int slot) => $"CentryPSToken{slot}-{name}";

    private async Task<IEnumerable<PSObject>> InfoAsync(CancellationToken cancellationToken) =>
        (await _commands.ListAsync(Prefix + "*", cancellationToken).ConfigureAwait(false))
        .Where(info => FullName(info).StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        .OrderBy(FullName, StringComparer.OrdinalIgnoreCase);

    private static string NameOf(PSObject info) => FullName(info).Substring(Prefix.Length);

    private static string FullName(PSObject info) => info.Properties["Name"]?.Value?.ToString() ?? string.Empty;
}

using System.Collections;
using System.Collections.ObjectModel;
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
/// string, because some vaults write a hashtable in parts. If the vault supports metadata, the properties of the
/// application that are not secret are also its metadata.
/// </summary>
internal sealed class SecretVault(string vaultName, bool isNamed, TimeProvider time) : ISignInVault
{
    private const string Prefix = "CentryPS-"; // valid in every vault, including Azure Key Vault

    public string Name => vaultName;

    public string Arguments(string name) => isNamed
        ? $"-Name {name} -VaultName '{CodeGeneration.EscapeSingleQuotedStringContent(Name)}'"
        : $"-Name {name}";

    public CentryException NotFound(string name) => new(
        CentryErrorCode.NotFound,
        Messages.SignInNotKept.With(TerminalText.Show(name), Name),
        Messages.SignInNotKeptAdvice.With(Arguments(name)));

    public async Task<StoredSignIn?> ReadAsync(string name, CancellationToken cancellationToken = default)
    {
        // A problem with the application is thrown; one with a slot may not matter.
        const string Script = """
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
        string[] names = [Prefix + name, Slot(name, 0), Slot(name, 1)];
        var found = await RunAsync(Script, cancellationToken, ("Names", names)).ConfigureAwait(false);
        try
        {
            var application = Parse(found[0], CentryJson.Default.OAuthApplication);
            return application is null ? null : WithTokens(application, found.Skip(1));
        }
        catch (JsonException)
        {
            var message = Messages.NotASignIn.With(Prefix + name, Name);
            var advice = Messages.NotASignInAdvice.With(name, Name);
            throw new CentryException(CentryErrorCode.InvalidResponse, message, advice);
        }
    }

    // A vault without metadata removes a secret that is written with it. Existing metadata shows the support.
    public Task WriteAsync(string name, OAuthApplication application) => RunAsync(
        """
        param($Vault, $Name, $Secret, $Metadata)
        $known = Get-SecretInfo -Name $Name -Vault $Vault | Where-Object Name -eq $Name
        $more = if ($known.Metadata.Count) { @{ Metadata = $Metadata } } else { @{} }
        Set-Secret -Name $Name -Secret $Secret -Vault $Vault @more
        if (-not $known) { try { Set-SecretInfo -Name $Name -Metadata $Metadata -Vault $Vault } catch { } }
        """,
        CancellationToken.None,
        ("Name", Prefix + name),
        ("Secret", ToSecret(application, CentryJson.Default.OAuthApplication)),
        ("Metadata", CentrySignIn.ToMetadata(application, isRefused: false)));

    public Task WriteTokenAsync(
        string name,
        int slot,
        TokenSet token,
        CancellationToken cancellationToken = default) => RunAsync(
        "param($Vault, $Name, $Secret) Set-Secret -Name $Name -Secret $Secret -Vault $Vault",
        cancellationToken,
        ("Name", Slot(name, slot)),
        ("Secret", ToSecret(token, CentryJson.Default.TokenSet)));

    public Task RemoveTokensAsync(string name, params int[] slots) =>
        RemoveAsync(slots.Select(slot => Slot(name, slot)), CancellationToken.None);

    public Task MarkRefusedAsync(string name, OAuthApplication application) => RunAsync(
        """
        param($Vault, $Name, $Metadata)
        try { Set-SecretInfo -Name $Name -Metadata $Metadata -Vault $Vault } catch { }
        """,
        CancellationToken.None,
        ("Name", Prefix + name),
        ("Metadata", CentrySignIn.ToMetadata(application, isRefused: true)));

    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        RemoveAsync([Slot(name, 0), Slot(name, 1), Prefix + name], cancellationToken);

    /// <summary>Lists the sign-ins in the order of their names, without reading secrets.</summary>
    public async Task<IReadOnlyList<(string Name, IDictionary? Metadata)>> ListAsync(CancellationToken stop)
    {
        const string Script = "param($Vault, $Name) Get-SecretInfo -Name $Name -Vault $Vault";
        var found = await RunAsync(Script, stop, ("Name", Prefix + "*")).ConfigureAwait(false);
        return
        [
            .. found
                .Where(info => RegisteredVaults.NameOf(info).StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                .OrderBy(RegisteredVaults.NameOf, StringComparer.OrdinalIgnoreCase)
                .Select(info => (
                    RegisteredVaults.NameOf(info).Substring(Prefix.Length),
                    info.Properties["Metadata"]?.Value as IDictionary)),
        ];
    }

    /// <summary>Describes a sign-in of the list. Reads its secrets only if it has no metadata.</summary>
    public async Task<CentrySignIn> DescribeAsync(string name, IDictionary? metadata, CancellationToken stop)
    {
        if (metadata is not { Count: > 0 })
        {
            var stored = await ReadAsync(name, stop).ConfigureAwait(false);
            var isRefused = stored?.Token is { RefreshToken: null, Number: > 0 };
            metadata = stored is null ? new Hashtable() : CentrySignIn.ToMetadata(stored.Application, isRefused);
        }

        return CentrySignIn.Of(name, Name, metadata);
    }

    // Without the prefix "CentryPS-", which only the name of a sign-in has.
    private static string Slot(string name, int slot) => $"CentryPSToken{slot}-{name}";

    private static SecureString ToSecret<T>(T value, JsonTypeInfo<T> type) =>
        Secret.ToSecureString(JsonSerializer.Serialize(value, type));

    private Task<Collection<PSObject>> RunAsync(
        string script, CancellationToken stop, params (string Name, object Value)[] arguments) =>
        VaultShell.RunAsync(Name, script, time, stop, arguments);

    private Task<Collection<PSObject>> RemoveAsync(IEnumerable<string> names, CancellationToken stop) => RunAsync(
        """
        param($Vault, $Names)
        foreach ($name in $Names) {
            $isThere = @(Get-SecretInfo -Name $name -Vault $Vault).Name -contains $name
            if ($isThere) { Remove-Secret -Name $name -Vault $Vault }
        }
        """,
        stop,
        ("Names", names.ToArray()));

    // Uses the newest complete tokens: a process that is killed during a write leaves truncated JSON in a slot.
    private StoredSignIn WithTokens(OAuthApplication application, IEnumerable<PSObject> slots)
    {
        TokenSet? newest = null;
        CentryException? damage = null;
        foreach (var slot in slots)
        {
            try
            {
                var token = Parse(slot, CentryJson.Default.TokenSet);
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
            throw VaultShell.Failure(Name, new RuntimeException(problem.Exception.Message, problem.Exception, problem));
        }

        var secret = found.Properties["Secret"].Value.Unwrap();
        var text = secret is SecureString hidden ? Secret.ToPlainText(hidden) : secret as string;
        return secret is null ? null : JsonBody.Read(Encoding.UTF8.GetBytes(text ?? string.Empty), type);
    }
}

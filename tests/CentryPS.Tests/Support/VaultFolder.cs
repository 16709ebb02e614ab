namespace CentryPS.Tests.Support;

/// <summary>
/// A vault of the SecretManagement stand-in, for this process and its child processes. Tests with a vault run one after
/// another, in the collection <see cref="Collection"/>.
/// </summary>
internal sealed class VaultFolder : IDisposable
{
    public const string Collection = "Vault";

    private readonly TemporaryFolder _folder = new();

    static VaultFolder() => Environment.SetEnvironmentVariable(
        "PSModulePath",
        Modules + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath"));

    public VaultFolder() => Environment.SetEnvironmentVariable("CENTRYPS_TEST_VAULT", Path.GetDirectoryName(Of("log")));

    private static string Modules => Path.Combine(PowerShellHost.Root, "tests", "CentryPS.Tests", "Support", "Modules");

    /// <summary>The unique name of the vault.</summary>
    public string Name => Path.GetFileName(Path.GetDirectoryName(Of("log"))!);

    /// <summary>The names of the vault commands that were called.</summary>
    public string[] Log => File.Exists(Of("log")) ? File.ReadAllLines(Of("log")) : [];

    /// <summary>Returns a script that signs in and saves the sign-in in the vault.</summary>
    public static string Connect(SandboxServer centry, string how, string secret, string name = "north") => $$"""
        $secret = [Net.NetworkCredential]::new('', '{{centry.ClientSecret}}').SecurePassword
        Connect-Centry -Name {{name}} -Credential ([pscredential]::new('{{centry.ClientId}}', $secret)) {{how}} {{secret}} -BaseUri {{centry.BaseUri}}
        """;

    /// <summary>Returns the saved application of a sign-in.</summary>
    public string Application(string name) => File.ReadAllText(Of($"CentryPS-{name}.secret"));

    /// <summary>Returns the newest saved tokens of a sign-in.</summary>
    public string Token(string name) => File.ReadAllText(Newest(name));

    /// <summary>Replaces the newest tokens of a sign-in, as another program does.</summary>
    public void WriteToken(string name, string text) => File.WriteAllText(Newest(name), text);

    /// <summary>The names of all secrets.</summary>
    public string[] Secrets => [.. Directory.GetFiles(Path.GetDirectoryName(Of("log"))!, "*.secret").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    public void Forget() => File.Delete(Of("log"));

    /// <summary>Turns a failure on or off.</summary>
    public void Switch(string how, bool on = true)
    {
        if (on)
        {
            File.WriteAllText(Of(how), string.Empty);
        }
        else
        {
            File.Delete(Of(how));
        }
    }

    public void Write(string file, string text) => File.WriteAllText(Of(file), text);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("CENTRYPS_TEST_VAULT", null);
        _folder.Dispose();
    }

    private string Newest(string name) => Enumerable.Range(0, 2).Select(slot => Of($"CentryPSToken{slot}-{name}.secret")).Where(File.Exists).MaxBy(File.GetLastWriteTimeUtc)!;

    private string Of(string file) => _folder.File(file);
}

namespace CentryPS.Tests.Commands;

/// <summary>Tables group objects by company if there are several, and do not mention a single company.</summary>
[Collection(VaultFolder.Collection)]
public sealed class CompanyGroupTests : SavedSignInTest
{
    protected override SandboxOptions Options => new() { RecordRequests = true, Companies = [SandboxOptions.DefaultCompany, "59c2bd4aa8d1d10b0c9c3fff"] };

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Table_groups_objects_by_named_session_when_there_are_several(int width)
    {
        const string command = "Get-CentryOrder -First 2";
        Save("norte");
        Save("sur");
        using var other = new PowerShellHost();
        Assert.DoesNotContain("Company:", Screen(other, width, "Connect-Centry -Name norte", command, $"{command} -Session (Get-CentrySession)"));

        Shell.Run("$north = Connect-Centry -Name norte -NoDefault; Connect-Centry -Name sur");

        var screen = Screen(Shell, width, $"{command} -Session $north", command, $"{command} -Session $north");
        Assert.Equal(["Company: norte", "Company: sur", "Company: norte"], Groups(screen));
    }

    [Theory]
    [InlineData("Get-CentryOrder -First 2")]
    [InlineData("Get-CentryWebhook")]
    public void Table_groups_objects_of_a_company_other_than_the_default(string command)
    {
        var other = Centry.SignIns[1];
        Shell.Run($"$other = Connect-Centry -AccessToken {other.AccessToken} -BaseUri {Centry.BaseUri} -NoDefault");
        Assert.DoesNotContain("Company:", Screen(Shell, 80, command));

        var company = Shell.Run($"{command} -Session $other")[0].Properties["CompanyId"].Value;
        Assert.Equal([$"Company: {company}"], Groups(Screen(Shell, 80, command, $"{command} -Session $other")));
    }

    private static string Screen(PowerShellHost shell, int width, params string[] commands)
    {
        var screen = string.Concat(shell.Run($"& {{ {string.Join('\n', commands)} }} | Out-String -Width {width}"));
        Assert.Empty(shell.Errors);
        Assert.Contains("Id", screen);
        return screen;
    }

    private static IEnumerable<string> Groups(string screen) =>
        screen.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Company:", StringComparison.Ordinal));
}

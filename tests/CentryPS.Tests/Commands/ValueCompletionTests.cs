using System.Management.Automation;
using CentryPS.Commands.Parameters;
using CentryPS.Models.Attributes;

namespace CentryPS.Tests.Commands;

/// <summary>Completion offers values of the session, the most recent first, and never file names.</summary>
public sealed class ValueCompletionTests : SandboxTest
{
    private readonly RunningClock _clock = new() { Held = _ => { } };

    protected override TimeProvider Clock => _clock;

    protected override SandboxOptions Options => new() { RecordRequests = true, OrderCount = 130 };

    [Theory]
    [InlineData("Get-CentryOrder -Origin rip", "Ripley")]
    [InlineData("Get-CentryOrder -Origin mercado", "'Mercado Libre'")]
    [InlineData("Set-CentryOrder x -Origin fala", "Falabella")]
    [InlineData("Get-CentryOrder -OriginNumber N-1007", "N-1007")]
    [InlineData("Get-CentryOrder -OriginId 2000009", "2000009")]
    [InlineData("Set-CentryOrder x -NumberOrigin N-1007", "N-1007")]
    [InlineData("Get-CentryWebhook -CallbackUrl *tienda2", "https://tienda2.example/centry/avisos")]
    [InlineData("New-CentryWebhook tienda3", "https://tienda3.example/centry/avisos")]
    [InlineData("Set-CentryWebhook x -CallbackUrl tienda3", "https://tienda3.example/centry/avisos")]
    [InlineData("Sync-CentryWebhook -CallbackUrl https://tienda1", "https://tienda1.example/centry/avisos")]
    [InlineData("Compare-CentryWebhook -CallbackUrl https://tienda1", "https://tienda1.example/centry/avisos")]
    [InlineData("Test-CentryWebhook tienda1", "https://tienda1.example/centry/avisos")]
    [InlineData("Send-CentryNotification tienda1", "https://tienda1.example/centry/avisos")]
    [InlineData("Receive-CentryNotification -Path /", "/centry/avisos")]
    [InlineData("Send-CentryNotification -OrderId munoz", "69a582d7a8d1d10b0c000001")]
    [InlineData("Invoke-CentryRequest we", "webhooks.json")]
    [InlineData("Invoke-CentryRequest webhooks/tienda1", "webhooks/69a582d7a8d1d10b0c000001.json")]
    [InlineData("Set-CentryOrder -Id 'Íñigo Munoz'", "69a582d7a8d1d10b0c000001")]
    public void Completion_of_a_value_matches_a_part_of_it_and_ignores_accents(string line, string value) =>
        Assert.Contains(value, Complete(line));

    [Theory]
    [InlineData("Get-CentryOrder -Origin ")]
    [InlineData("Get-CentryOrder -OriginId ")]
    [InlineData("Get-CentryOrder -OriginNumber ")]
    [InlineData("Get-CentryWebhook -CallbackUrl ")]
    [InlineData("Test-CentryWebhook ")]
    [InlineData("Invoke-CentryRequest nothing/")]
    [InlineData("Receive-CentryNotification -Path ")]
    [InlineData("Set-CentryOrder -Property zzz")]
    public void Completion_without_a_session_offers_neither_values_nor_files(string line)
    {
        Shell.Use(null);

        Assert.Empty(Complete(line));
    }

    [Fact]
    public void Completion_offers_the_most_recently_changed_objects_first()
    {
        var last = Shell.One<CentryOrder>("Get-CentryOrder -OriginNumber N-1120").Id;
        Shell.Run($"Set-CentryOrder -Id {last} -StatusOrigin x");
        _clock.Advance(TimeSpan.FromSeconds(30));
        Centry.ClearRequests();

        var ids = Complete("Get-CentryOrder -Id ").ToArray();

        Assert.Equal(last, ids[0]);
        Assert.InRange(ids.Length, 101, 130);
        Assert.InRange(Centry.Requests.Count, 3, 10);
    }

    [Fact]
    public void Completion_offers_the_most_recent_objects_first_when_more_than_a_page_changed()
    {
        var changed = Shell.Run("Get-CentryOrder | Set-CentryOrder -StatusOrigin x").Select(order => (CentryOrder)order.BaseObject).ToDictionary(order => order.Id!);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(130, changed.Count);
        Assert.Equal(changed.Values.Max(order => order.UpdatedAt), changed[Complete("Get-CentryOrder -Id ").First()].UpdatedAt);
    }

    [Fact]
    public void Completion_includes_the_latest_changes_of_the_session()
    {
        Assert.Empty(Complete("Set-CentryOrder N-7777"));
        Assert.Single(Complete("Get-CentryWebhook tienda2"));

        Shell.Run("Set-CentryOrder 69a582d7a8d1d10b0c000001 -NumberOrigin N-7777; Get-CentryWebhook -CallbackUrl *tienda2* | Remove-CentryWebhook -Confirm:$false");

        Assert.Equal("69a582d7a8d1d10b0c000001", Assert.Single(Complete("Set-CentryOrder N-7777")));
        Assert.Empty(Complete("Get-CentryWebhook tienda2"));
    }

    [Fact]
    public void Completion_ranks_prefix_matches_first_and_does_not_match_states()
    {
        Shell.Run("Set-CentryOrder 69a582d7a8d1d10b0c000001 -BuyerLastName Peña; Set-CentryOrder 69a59993a8d1d10b0c000002 -BuyerLastName Carpena");

        Assert.Equal(["69a582d7a8d1d10b0c000001", "69a59993a8d1d10b0c000002"], Complete("Set-CentryOrder -Id pen").Where(Changed));

        bool Changed(string id) => id is "69a582d7a8d1d10b0c000001" or "69a59993a8d1d10b0c000002";
    }

    [Fact]
    public void Completion_omits_control_characters_and_quotes_values_with_spaces()
    {
        var id = Shell.One<CentryOrder>("Get-CentryOrder -OriginNumber N-1001").Id;
        Shell.Run($"Set-CentryOrder -Id {id} -Origin \"evil`e[2J\"; Set-CentryOrder -Id 69a582d7a8d1d10b0c000001 -Origin \"L'Été; `$x\"");
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Empty(Complete("Get-CentryOrder -Origin evil"));
        Assert.Equal("'L''Été; $x'", Assert.Single(Complete("Get-CentryOrder -Origin ete")));
    }

    [Theory]
    [InlineData("New-CentryWebhook -Property callback", "@{ callback_url = ", "[String] CallbackUrl")]
    [InlineData("Set-CentryOrder x -Property mobile", "@{ buyer_mobilephone = ", "[String] BuyerMobilephone")]
    [InlineData("Set-CentryOrder x -Property gender", "@{ _buyer_gender = ", "[String] BuyerGender: undefined, male, female, other")]
    [InlineData("Set-CentryWebhook x -Property on_order_s", "@{ on_order_save = ", "[Boolean] OnOrderSave")]
    [InlineData("Set-CentryOrder x -AddressShipping zip", "@{ zip_code = ", "[string] zip_code")]
    public void Completion_of_a_hashtable_offers_keys_with_their_type(string line, string text, string tip) =>
        Assert.Contains((text, tip), Matches(line).Select(match => (match.CompletionText, match.ToolTip)));

    [Fact]
    public void Address_object_sends_only_the_parts_that_were_set()
    {
        Shell.Run("Set-CentryOrder -Id 69a582d7a8d1d10b0c000001 -AddressShipping ([CentryPS.Commands.Parameters.AddressParts]@{ Line1 = 'Los Leones 100' })");

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"address_shipping":{"line1":"Los Leones 100"}}""", Sent("PUT").Body);
    }

    // The engine completes the properties of the parameter's type within the braces.
    [Fact]
    public void Completion_within_an_address_offers_its_parts() => Assert.Equal(
        AddressKind.PartNames.Select(name => name.Replace("_", string.Empty)).Order(),
        typeof(AddressParts).GetProperties().Where(property => property.CanWrite).Select(property => property.Name.ToLowerInvariant()).Order());

    private IEnumerable<string> Complete(string line) => Matches(line).Select(match => match.CompletionText);

    private System.Collections.ObjectModel.Collection<CompletionResult> Matches(string line)
    {
        using var engine = PowerShell.Create(Shell.Runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, engine).CompletionMatches;
    }
}

using System.Management.Automation;
using CentryPS.Commands.Parameters;

namespace CentryPS.Tests.Commands;

/// <summary>What the session knows is completed, the newest first, and never the names of files.</summary>
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
    public void A_value_is_completed_by_a_part_of_it_whatever_its_accents(string line, string value) =>
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
    public void Without_a_session_nothing_is_offered_and_no_file_either(string line)
    {
        Shell.Use(null);

        Assert.Empty(Complete(line));
    }

    [Fact]
    public void What_changed_last_is_offered_first_though_a_list_begins_with_what_is_oldest()
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
    public void What_changed_last_is_offered_first_though_more_than_a_page_changed_just_now()
    {
        var changed = Shell.Run("Get-CentryOrder | Set-CentryOrder -StatusOrigin x").Select(order => (CentryOrder)order.BaseObject).ToDictionary(order => order.Id!);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(130, changed.Count);
        Assert.Equal(changed.Values.Max(order => order.UpdatedAt), changed[Complete("Get-CentryOrder -Id ").First()].UpdatedAt);
    }

    [Fact]
    public void What_the_session_has_just_changed_is_known()
    {
        Assert.Empty(Complete("Set-CentryOrder N-7777"));
        Assert.Single(Complete("Get-CentryWebhook tienda2"));

        Shell.Run("Set-CentryOrder 69a582d7a8d1d10b0c000001 -NumberOrigin N-7777; Get-CentryWebhook -CallbackUrl *tienda2* | Remove-CentryWebhook -Confirm:$false");

        Assert.Equal("69a582d7a8d1d10b0c000001", Assert.Single(Complete("Set-CentryOrder N-7777")));
        Assert.Empty(Complete("Get-CentryWebhook tienda2"));
    }

    [Fact]
    public void The_beginning_of_a_name_comes_before_its_middle_and_a_state_is_no_name()
    {
        Shell.Run("Set-CentryOrder 69a582d7a8d1d10b0c000001 -BuyerLastName Peña; Set-CentryOrder 69a59993a8d1d10b0c000002 -BuyerLastName Carpena");

        Assert.Equal(["69a582d7a8d1d10b0c000001", "69a59993a8d1d10b0c000002"], Complete("Set-CentryOrder -Id pen").Where(Changed));

        bool Changed(string id) => id is "69a582d7a8d1d10b0c000001" or "69a59993a8d1d10b0c000002";
    }

    [Fact]
    public void What_would_move_the_cursor_of_the_command_line_is_not_offered_and_what_is_no_word_is_quoted()
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
    public void A_hashtable_begins_with_a_key_that_says_what_it_takes(string line, string text, string tip) =>
        Assert.Contains((text, tip), Matches(line).Select(match => (match.CompletionText, match.ToolTip)));

    [Fact]
    public void Parts_of_an_address_made_as_an_object_are_sent_and_no_others()
    {
        Shell.Run("Set-CentryOrder -Id 69a582d7a8d1d10b0c000001 -AddressShipping ([CentryPS.Commands.Parameters.AddressParts]@{ Line1 = 'Los Leones 100' })");

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"address_shipping":{"line1":"Los Leones 100"}}""", Sent("PUT").Body);
    }

    // The engine itself completes the properties of a parameter's type within the braces.
    [Fact]
    public void The_parts_of_an_address_are_what_the_engine_completes_within_the_braces() => Assert.Equal(
        AddressAttribute.PartNames.Select(name => name.Replace("_", string.Empty)).Order(),
        typeof(AddressParts).GetProperties().Where(property => property.CanWrite).Select(property => property.Name.ToLowerInvariant()).Order());

    private IEnumerable<string> Complete(string line) => Matches(line).Select(match => match.CompletionText);

    private System.Collections.ObjectModel.Collection<CompletionResult> Matches(string line)
    {
        using var engine = PowerShell.Create(Shell.Runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, engine).CompletionMatches;
    }
}

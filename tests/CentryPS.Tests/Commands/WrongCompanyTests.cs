namespace CentryPS.Tests.Commands;

/// <summary>An object, a row or a journal of one company is never applied to another.</summary>
public sealed class WrongCompanyTests : SandboxTest
{
    private const string South = "59c2bd4aa8d1d10b0c00cc02";

    protected override SandboxOptions Options => new() { Companies = [SandboxOptions.DefaultCompany, South], RecordRequests = true };

    private IEnumerable<RecordedRequest> Writes => Centry.Requests.Where(request => request.Method != "GET");

    [Theory]
    [InlineData("$orders | Set-CentryOrder -BuyerDni 1 -Session $south")]
    [InlineData("$orders | Set-CentryOrder -BuyerDni 1 -OnlyChanged -Session $south")]
    [InlineData("$copies | Set-CentryOrder -BuyerDni 1 -Session $south")]
    [InlineData("$orders | Select-Object -Property * | Set-CentryOrder -BuyerDni 1 -Session $south -WarningAction Ignore")]
    [InlineData("$orders | ConvertTo-CentryOrderRow | ForEach-Object { $_.buyer_dni = '1'; $_ } | Set-CentryOrder -OnlyChanged -Session $south")]
    [InlineData("$orders | ConvertTo-CentryOrderRow | ForEach-Object { $_.buyer_dni = '1'; $_ } | Set-CentryOrder -OnlyChanged -MatchBy NumberOrigin -Session $south")]
    [InlineData("Import-Csv $file | Set-CentryOrder -BuyerDni 1 -Session $south")]
    [InlineData("$orders | Get-CentryOrder -Session $south")]
    [InlineData("$webhooks | Get-CentryWebhook -Session $south")]
    [InlineData("$webhooks | Set-CentryWebhook -AddTopic ProductSave -Session $south")]
    [InlineData("$webhooks | Remove-CentryWebhook -Force -Session $south")]
    [InlineData("$webhookCopies | Remove-CentryWebhook -Force -Session $south")]
    public void Objects_and_rows_of_another_company_are_refused(string pipeline)
    {
        SignInToSouth();

        var output = Shell.Run(pipeline);

        Assert.Empty(output);
        Assert.NotEmpty(Shell.Errors);
        Assert.All(Shell.Errors, error =>
        {
            Assert.StartsWith("WrongCompany,", error.FullyQualifiedErrorId);
            Assert.Contains(SandboxOptions.DefaultCompany, error.Exception.Message);
            Assert.Contains(South, error.Exception.Message);
            Assert.NotNull(error.TargetObject);
        });
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("Remove-CentryWebhook $webhooks[0] -Force -Session $south")]
    [InlineData("Remove-CentryWebhook $webhooks -Force -Session $south")]
    [InlineData("Remove-CentryWebhook -Id $webhookCopies -Force -Session $south")]
    [InlineData("Set-CentryWebhook $webhooks[0] -AddTopic ProductSave")]
    [InlineData("Set-CentryOrder $orders[0] -BuyerDni 1")]
    [InlineData("Get-CentryWebhook $webhooks[0]")]
    public void Object_is_refused_as_an_id_because_it_would_lose_its_company(string command)
    {
        SignInToSouth();

        Assert.Empty(Shell.Run(command));

        Assert.Contains("-InputObject", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Objects_of_another_company_are_refused_by_WhatIf_too()
    {
        SignInToSouth();

        Shell.Run("$orders | Set-CentryOrder -BuyerDni 1 -Session $south -WhatIf");

        Assert.All(Shell.Errors, error => Assert.StartsWith("WrongCompany,", error.FullyQualifiedErrorId));
        Assert.Equal(2, Shell.Errors.Count);
    }

    [Theory]
    [InlineData("$orders | Set-CentryOrder -BuyerDni 1")]
    [InlineData("$copies | Set-CentryOrder -BuyerDni 1")]
    public async Task Objects_of_another_server_are_refused(string pipeline)
    {
        SignInToSouth();
        await using var other = await SandboxServer.StartAsync(new SandboxOptions { RecordRequests = true });
        Shell.Connect(other.BaseUri, other.AccessToken);

        Shell.Run(pipeline);

        Assert.Equal(2, Shell.Errors.Count);
        Assert.All(Shell.Errors, error => Assert.StartsWith("WrongCompany,", error.FullyQualifiedErrorId));
        Assert.Contains(other.BaseUri.ToString(), Shell.Errors[0].Exception.Message);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("$orders | Set-CentryOrder -BuyerDni 1")]
    [InlineData("$copies | Set-CentryOrder -BuyerDni 1")]
    [InlineData("Import-Csv $file | Set-CentryOrder -BuyerDni 1")]
    [InlineData("$orders.Id | Set-CentryOrder -BuyerDni 1")]
    [InlineData("$orders | ForEach-Object { [pscustomobject] @{ _id = $_.Id; company_id = ''; buyer_dni = '1' } } | Set-CentryOrder")]
    [InlineData("$orders | ForEach-Object { [pscustomobject] @{ _id = $_.Id; buyer_dni = '1' } } | Set-CentryOrder")]
    public void Objects_and_rows_of_the_same_company_and_bare_ids_are_changed(string pipeline)
    {
        SignInToSouth();
        Shell.Connect(Centry.BaseUri, Centry.AccessToken);

        Assert.Equal(2, Shell.Run(pipeline).Count);

        Assert.Empty(Shell.Errors);
        Assert.Equal(2, Writes.Count());
    }

    [Fact]
    public void New_session_reads_one_object_to_determine_its_company()
    {
        SignInToSouth();
        Shell.Connect(Centry.BaseUri, Centry.AccessToken);
        Centry.ClearRequests();

        Shell.Run("$copies | Set-CentryOrder -BuyerDni 1");
        Shell.Run("$copies | Set-CentryOrder -BuyerDni 2");

        Assert.Single(Centry.Requests, request => request.Method == "GET");
        Assert.Equal(SandboxOptions.DefaultCompany, Shell.One<CentrySession>("Get-CentrySession").CompanyId);
    }

    [Fact]
    public void Verbose_shows_the_server_and_the_company_of_the_session()
    {
        Shell.Run("Get-CentryOrder -First 1 -Verbose");

        Assert.Contains(Shell.Verbose, line => line.Contains(Centry.BaseUri.ToString()) && line.Contains(SandboxOptions.DefaultCompany));
    }

    [Fact]
    public void Two_companies_in_one_row_are_refused()
    {
        Shell.Run($"[pscustomobject] @{{ _id = '{Centry.Orders.All()[0]["_id"]}'; company_id = '{SandboxOptions.DefaultCompany}'; CompanyId = '{South}'; buyer_dni = '1' }} | Set-CentryOrder");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Origin_of_an_object_is_never_sent()
    {
        Shell.Run("Get-CentryWebhook -First 1 | Sync-CentryWebhook; Get-CentryWebhook -First 1 | New-CentryWebhook -CallbackUrl https://tienda.example/nueva");

        Assert.Empty(Shell.Errors);
        Assert.All(Writes, request => Assert.DoesNotContain("127.0.0.1", request.Body));
    }

    [Fact]
    public void Webhooks_of_one_company_can_be_the_desired_state_of_another()
    {
        SignInToSouth();

        Shell.Run("$webhooks | Sync-CentryWebhook -Session $south");

        Assert.Empty(Shell.Errors);
    }

    // Two orders and their webhooks of the default company in $orders, $copies (deserialized) and $file (an export), and a session of another company in $south.
    private void SignInToSouth()
    {
        Shell.Set("token", Centry.CreateAccessToken("read_orders write_orders read_webhook write_webhook", TimeSpan.FromHours(1), South));
        Shell.Set("file", _folder.File("orders.csv"));
        Shell.Run($"""
            $south = Connect-Centry -AccessToken $token -BaseUri '{Centry.BaseUri}' -NoDefault
            $orders = Get-CentryOrder -First 2
            $webhooks = Get-CentryWebhook
            $copies = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($orders))
            $webhookCopies = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($webhooks))
            $orders | Export-CentryOrder $file
            """);
        Assert.Empty(Shell.Errors);
        Centry.ClearRequests();
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return base.DisposeAsync();
    }

    private readonly TemporaryFolder _folder = new();
}

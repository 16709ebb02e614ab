namespace CentryPS.Tests.Commands;

/// <summary>
/// Only specified values are sent. Blank cells, unquoted numbers and values of other types cause no accidental change.
/// </summary>
public sealed class AttributeInputTests : SandboxTest
{
    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    [Theory]
    [InlineData("-NumberOrigin 0001234", """{"number_origin":"0001234"}""")]
    [InlineData("-BuyerPhone 0912345678", """{"buyer_phone":"0912345678"}""")]
    [InlineData("-IdPack 1.10", """{"id_pack":"1.10"}""")]
    [InlineData("-IdPack 1.1", """{"id_pack":"1.1"}""")]
    [InlineData("-BuyerDni 0x1F", """{"buyer_dni":"0x1F"}""")]
    [InlineData("-IdOrigin 12kb", """{"id_origin":"12kb"}""")]
    [InlineData("-IdOrigin 2000003456789012345", """{"id_origin":"2000003456789012345"}""")]
    [InlineData("-TotalAmount 12.5", """{"total_amount":12.5}""")]
    [InlineData("-TotalAmount 12.990d", """{"total_amount":12.990}""")]
    [InlineData("-TotalAmount ([float] 12345678)", """{"total_amount":12345678}""")]
    public void Number_without_quotes_is_sent_as_typed(string argument, string body)
    {
        Shell.Run($"Set-CentryOrder {Ids[0]} {argument}");

        Assert.Empty(Shell.Errors);
        Assert.Equal(body, Sent("PUT").Body);
    }

    [Theory]
    [InlineData("es-CL")]
    [InlineData("en-US")]
    public void Number_without_quotes_is_sent_as_typed_in_every_culture(string culture)
    {
        Shell.Run($"[cultureinfo]::CurrentCulture = '{culture}'; Set-CentryOrder {Ids[0]} -IdPack 1.10 -BuyerDni 1.5 -TotalAmount 12990.50");

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"buyer_dni":"1.5","id_pack":"1.10","total_amount":12990.50}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("-TotalAmount 12.990", "12.990")]
    [InlineData("-TotalAmount 1kb", "1kb")]
    [InlineData("-BuyerPhone (Get-Date)", "DateTime")]
    [InlineData("-BuyerPhone $true", "Boolean")]
    [InlineData("-BuyerPhone @{ id = 1 }", "Hashtable")]
    [InlineData("-BuyerPhone 1, 2", "Array")]
    [InlineData("-BuyerPhone ([double] 1e20)", "Double")]
    [InlineData("-ShippedDate '31-03-26'", "31-03-26")]
    [InlineData("-Property @{ Status = 'enviado' }", "enviado")]
    [InlineData("-Property @{ total_amount = '12.990' }", "12.990")]
    [InlineData("-Property @{ _id = 'x' }", "_id")]
    [InlineData("-Property @{ buyer_phone = $(if ($false) { 1 }) }", "buyer_phone")]
    [InlineData("-Property @{ nueva = $(if ($false) { 1 }) }", "nueva")]
    [InlineData("-AddressShipping @{ line1 = @{} }", "line1")]
    [InlineData("-AddressShipping @{ line1 = '' }", "line1")]
    public void Ambiguous_or_unsuitable_value_is_refused(string argument, string hint)
    {
        Shell.Run($"Set-CentryOrder {Ids[0]} {argument}");

        Assert.Contains(hint, Shell.Error.ToString());
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("$(if ($false) { 1 })")]
    [InlineData("[DBNull]::Value")]
    [InlineData("$null")]
    [InlineData("@()")]
    [InlineData("\" $([char] 0xA0)\"")]
    public void Blank_cell_leaves_the_attribute_unchanged(string cell)
    {
        Shell.Run($$"""
            @{ _id = '{{Ids[0]}}'; buyer_dni = 'x'; buyer_phone = {{cell}}; _status = {{cell}}; total_amount = {{cell}}; shipped_date = {{cell}}; billable = {{cell}}; address_billing = {{cell}}; address_shipping = @{ line1 = 'y'; line2 = {{cell}} } } |
                Set-CentryOrder
            """);

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"buyer_dni":"x","address_shipping":{"line1":"y"}}""", Sent("PUT").Body);
    }

    [Fact]
    public void Calculated_property_without_a_result_leaves_the_attribute_unchanged()
    {
        Shell.Run($"'{Ids[0]}' | Select-Object @{{ n = '_id'; e = {{ $_ }} }}, @{{ n = 'buyer_dni'; e = {{ 'x' }} }}, @{{ n = 'buyer_phone'; e = {{ if ($false) {{ 1 }} }} }} | Set-CentryOrder");

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"buyer_dni":"x"}""", Sent("PUT").Body);
    }

    [Fact]
    public void DataTable_and_DataRow_are_accepted_as_rows()
    {
        Shell.Run($$"""
            $table = [Data.DataTable]::new()
            '_id', 'buyer_phone', 'buyer_dni' | ForEach-Object { $null = $table.Columns.Add($_) }
            $null = $table.Rows.Add('{{Ids[0]}}', [DBNull]::Value, 'x')
            $table.Rows | Set-CentryOrder
            $table | Set-CentryOrder
            """);

        Assert.Empty(Shell.Errors);
        Assert.Empty(Shell.Warnings);
        Assert.All(Centry.Requests, request => Assert.Equal("""{"buyer_dni":"x"}""", request.Body));
    }

    [Theory]
    [InlineData("-Clear BuyerPhone, buyer_dni", """{"buyer_phone":null,"buyer_dni":null}""")]
    [InlineData("-Clear BuyerPhone -BuyerDni x", """{"buyer_dni":"x","buyer_phone":null}""")]
    [InlineData("-Clear AddressShipping", """{"address_shipping":null}""")]
    [InlineData("-Property @{ buyer_phone = $null; buyer_dni = '' }", """{"buyer_phone":null,"buyer_dni":""}""")]
    public void Clear_and_null_in_Property_clear_an_attribute(string arguments, string body)
    {
        Shell.Run($"Set-CentryOrder {Ids[0]} {arguments.Replace("@{", "([ordered]@{") + (arguments.Contains("@{") ? ")" : "")}");

        Assert.Empty(Shell.Errors);
        Assert.Equal(body, Sent("PUT").Body);
    }

    [Fact]
    public void Clear_applies_to_every_row_and_overrides_its_cell()
    {
        Shell.Set("ids", Ids);

        Shell.Run("$ids[0, 1] | ForEach-Object { [pscustomobject]@{ _id = $_; buyer_phone = '1'; buyer_dni = 'x' } } | Set-CentryOrder -Clear buyer_phone");

        Assert.Equal(2, Centry.Requests.Count(request => request.Body == """{"buyer_phone":null,"buyer_dni":"x"}"""));
    }

    [Fact]
    public void Misspelled_key_of_Property_is_sent_with_one_warning()
    {
        Shell.Set("ids", Ids);

        Shell.Run("$ids[0, 1] | Set-CentryOrder -Property @{ buyer_frist_name = 'x'; otra_cosa = 1 }");

        Assert.Contains("buyer_first_name", Assert.Single(Shell.Warnings));
        Assert.Equal(2, Centry.Requests.Count(request => request.Body.Contains("buyer_frist_name")));
    }

    [Theory]
    [InlineData("PSComputerName = 'servidor'; RunspaceId = [guid]::NewGuid(); PSShowComputerName = $true; PSSourceJobInstanceId = [guid]::NewGuid()")]
    public void Properties_that_jobs_and_remoting_add_are_not_sent(string added)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; buyer_dni = 'x'; address_shipping = [pscustomobject]@{{ line1 = 'y'; {added} }}; {added} }} | Set-CentryOrder");
        Shell.Run($"[pscustomobject]@{{ a = 1; dentro = [pscustomobject]@{{ b = 2; {added} }}; {added} }} | Invoke-CentryRequest products.json -Method Post");

        Assert.Empty(Shell.Warnings);
        Assert.Equal("""{"buyer_dni":"x","address_shipping":{"line1":"y"}}""", Sent("PUT").Body);
        Assert.Equal("""{"a":1,"dentro":{"b":2}}""", Sent("POST").Body);
    }

    [Theory]
    [InlineData("Set-CentryOrder abc -Status shipped -WhatIf", "24 hex")]
    [InlineData("Set-CentryOrder N-1000 -Status shipped -WhatIf", "-MatchBy")]
    [InlineData("@{ _id = '5,90E+23'; status = 'shipped' } | Set-CentryOrder -WhatIf", "5,90E+23")]
    [InlineData("'abc' | Remove-CentryWebhook -WhatIf", "24 hex")]
    public void Invalid_id_is_refused_before_WhatIf_shows_a_change(string script, string hint)
    {
        Shell.Run(script);

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(hint, Shell.Error.Exception.Message);
    }

    [Theory]
    [InlineData("\" $id \"")]
    [InlineData("\"'$id\"")]
    [InlineData("@{ '$oid' = $id }")]
    [InlineData("[pscustomobject]@{ '$oid' = $id }")]
    public void Id_is_read_without_spaces_formula_guard_or_oid_wrapper(string cell)
    {
        Shell.Set("id", "590000000000000000000023");

        Shell.Run($"@{{ _id = {cell}; buyer_dni = 'x' }} | Set-CentryOrder");

        Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
        Assert.EndsWith("/590000000000000000000023.json", Sent("PUT").Target);
    }
}

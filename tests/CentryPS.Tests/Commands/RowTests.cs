namespace CentryPS.Tests.Commands;

/// <summary>Rows of a file and serialized objects are sent; each unreadable row causes an error.</summary>
public sealed class RowTests : SandboxTest
{
    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    [Theory]
    [InlineData("total_amount", "12.990", "12.990")]
    [InlineData("total_amount", "12,990", "12,990")]
    [InlineData("total_amount", "12.990,50", "12.990,50")]
    [InlineData("shipped_date", "03/04/2026", "ISO 8601")]
    [InlineData("billable", "quizás", "true")]
    [InlineData("_status", "perdido", "received")]
    [InlineData("address_shipping", "Los Leones 100", "line1")]
    [InlineData("buyer_first_name", "Mu\uFFFDoz", "UTF-8")]
    public void Row_with_an_unreadable_cell_is_an_error_and_the_other_rows_are_processed(string column, string cell, string hint)
    {
        Shell.Set("cell", cell);
        Shell.Set("ids", Ids);

        var output = Shell.Run($$"""
            $rows = $ids[0..2] | ForEach-Object { [pscustomobject]@{ _id = $_; buyer_phone = '1'; {{column}} = '' } }
            $rows[1].{{column}} = $cell
            $rows | Set-CentryOrder
            """);

        Assert.Equal([Ids[0], Ids[2]], output.Select(order => ((CentryOrder)order.BaseObject).Id!));
        Assert.Equal("InvalidRequest,CentryPS.Commands.SetCentryOrderCommand", Shell.Error.FullyQualifiedErrorId);
        Assert.NotEmpty(Shell.Error.ErrorDetails.RecommendedAction);
        Assert.All([Ids[1], column, hint], part => Assert.Contains(part, Shell.Error.Exception.Message));
        Assert.Equal(cell, Shell.Run("$Error[0].TargetObject." + column).Single().BaseObject);
    }

    [Fact]
    public void Terminating_error_reports_the_outcome_of_each_row()
    {
        Shell.Set("ids", Ids);

        Shell.Run("""
            $failure = $null
            try {
                $null = $ids[0], $ids[1], 'nada', $ids[3] | ForEach-Object { [pscustomobject]@{ _id = $_; total_amount = if ($_ -eq 'nada') { '12.990' } else { 1 } } } |
                    Set-CentryOrder -ThrottleLimit 1 -ErrorAction Stop
            }
            catch { $failure = $_ }
            """);

        Assert.Equal(Ids[..2], Shell.Run("$failure.Exception.Applied").Select(id => (string)id.BaseObject));
        Assert.Equal("nada", Shell.Run("$failure.Exception.NotApplied").First().BaseObject);
        Assert.Empty(Shell.Run("$failure.Exception.Unknown"));
        Assert.Contains("applied: 2;", Shell.Run("\"$($failure.ErrorDetails)\"").Single().BaseObject.ToString());
    }

    [Fact]
    public void Unknown_columns_are_named_in_one_warning()
    {
        Shell.Set("ids", Ids);

        Shell.Run("$ids | ForEach-Object { [pscustomobject]@{ _id = $_; buyer_emial = 'a'; buyer_email = 'b'; nota = 'c' } } | Set-CentryOrder");

        Assert.Empty(Shell.Errors);
        Assert.EndsWith("\"buyer_emial\" (did you mean buyer_email?), \"nota\".", Assert.Single(Shell.Warnings));
        Assert.All(Centry.Requests, request => Assert.Equal("""{"buyer_email":"b"}""", request.Body));
    }

    [Fact]
    public void File_without_an_id_column_is_one_terminating_error()
    {
        Shell.Run("1..100 | ForEach-Object { [pscustomobject]@{ '_id;buyer_phone' = \"a;$_\" } } | Set-CentryOrder");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("_id", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ _id = $id; BuyerPhone = '1' }")]
    [InlineData("@{ Id = $id; buyer_phone = '1' }")]
    [InlineData("[pscustomobject]@{ ID = $id; Property = @{ BuyerPhone = '1' } }")]
    public void Row_is_an_object_or_a_hashtable_with_the_names_of_PowerShell_or_the_API(string row)
    {
        Shell.Set("id", Ids[0]);

        Shell.Run(row + " | Set-CentryOrder");

        Assert.Empty(Shell.Errors);
        Assert.Equal("""{"buyer_phone":"1"}""", Sent("PUT").Body);
    }

    [Fact]
    public void Deserialized_order_binds_only_its_id()
    {
        Shell.Run("""
            $yesterday = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@(Get-CentryOrder)))
            $yesterday | Set-CentryOrder -BuyerPhone '1'
            $hooks = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@(Get-CentryWebhook)))
            $hooks | Set-CentryWebhook -Events x
            """);

        Assert.Empty(Shell.Errors);
        Assert.Empty(Shell.Warnings);
        var bodies = Centry.Requests.Where(request => request.Method == "PUT").Select(request => request.Body).ToArray();
        Assert.Equal(9, bodies.Length);
        Assert.All(bodies, body => Assert.True(body is """{"buyer_phone":"1"}""" or """{"events":"x"}"""));
    }

    [Fact]
    public void Object_of_another_type_is_refused()
    {
        Shell.Run("Get-CentryWebhook -First 1 | Set-CentryOrder -Status shipped");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData("es-CL", "12.990,50", "12990.50")]
    [InlineData("es-CL", "12.990", "12990")]
    [InlineData("en-US", "12,990.5", "12990.5")]
    [InlineData("en-US", "12.990", "12.990")]
    public void Amount_is_parsed_in_the_culture_of_the_row(string culture, string cell, string amount)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; total_amount = '{cell}'; shipped_date = '' }} | Set-CentryOrder -Culture {culture}");

        Assert.Empty(Shell.Errors);
        Assert.Equal($$"""{"total_amount":{{amount}}}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("es-CL", "total_amount", "12.99")]
    [InlineData("es-CL", "total_amount", "12,990.50")]
    [InlineData("es-CL", "shipped_date", "03-31-2026")]
    public void Cell_in_another_cultures_format_is_refused(string culture, string column, string cell)
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; {column} = '{cell}' }} | Set-CentryOrder -Culture {culture}");

        Assert.Contains(cell, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Date_is_parsed_in_the_culture_of_the_row()
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Ids[0]}'; shipped_date = '31-03-2026' }} | Set-CentryOrder -Culture es-CL");

        Assert.Contains("\"shipped_date\":\"2026-03-31\"", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("@{ '' = 1 }", "-Property")]
    [InlineData("@{ ' ' = 1 }", "-Property")]
    [InlineData("@{ nota = [xml]'<a/>' }", "XmlDocument")]
    [InlineData("@{ BuyerPhone = 1; buyer_phone = 2 }", "buyer_phone")]
    public void Property_with_unknown_or_contradictory_attributes_is_refused(string property, string hint)
    {
        Shell.Run($"Set-CentryOrder -Id {Ids[0]} -Property {property}");

        Assert.Contains(hint, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Error_of_a_row_without_an_id_names_its_number()
    {
        Shell.Run($"'{Ids[0]}', '', ' ' | ForEach-Object {{ [pscustomobject]@{{ _id = $_; buyer_phone = '1' }} }} | Set-CentryOrder");

        Assert.Equal(["Row 3: ", "Row 4: "], Shell.Errors.Select(error => error.Exception.Message[..7]));
        Assert.Equal(1, Centry.Requests.Count(request => request.Method == "PUT"));
    }

    [Theory]
    [InlineData("Get-CentryOrder -First 1 | Set-CentryOrder -Status shipped -Clear BuyerPhone", ", Mercado Libre N-1000", """_status: "pending" -> "shipped", buyer_phone: "+56 2 2345 6789" -> null""")]
    [InlineData("Set-CentryOrder -Id 0123456789abcdef01234567 -Status shipped", "0123456789abcdef01234567", "_status = \"shipped\"")]
    [InlineData("Get-CentryWebhook -First 1 | Set-CentryWebhook -CallbackUrl https://tienda.example", ", https://tienda1.example/centry/avisos", """callback_url: "https://tienda1.example/centry/avisos" -> """)]
    [InlineData("Get-CentryWebhook -First 1 | Set-CentryWebhook -RemoveTopic OrderDelete", "", "on_order_delete = false")]
    [InlineData("Get-CentryOrder -First 1 | Set-CentryOrder -AddressShipping @{ line1 = 'x' }", "N-1000", "address_shipping.line1: \"Av. Libertador Bernardo O'Higgins 100\" -> \"x\"")]
    [InlineData("Get-CentryWebhook -First 1 | Remove-CentryWebhook -Force", ", https://tienda1.example/centry/avisos", "Remove")]
    public void WhatIf_shows_the_object_and_its_old_and_new_values(string script, string which, string change)
    {
        var host = new AnsweringHost(string.Empty);
        using var shell = new PowerShellHost(Centry, host);

        shell.Run(script + " -WhatIf");

        Assert.All([which, change], part => Assert.Contains(part, Assert.Single(host.Lines)));
        Assert.DoesNotContain(Centry.Requests, request => request.Method is "PUT" or "DELETE");
    }
}

namespace CentryPS.Tests.Commands;

public sealed class OrderTests : SandboxTest
{
    private string FirstId => (string)Centry.Orders.All()[0]["_id"]!;

    [Fact]
    public void Set_order_sends_the_call_of_the_specification()
    {
        Shell.Run($"Set-CentryOrder -Id {FirstId} -FirstName 'Pedro cUrl' -Property @{{ parametro_a_editar = 'nuevo_valor' }}");

        Assert.Empty(Shell.Errors);
        var sent = Sent("PUT");
        Assert.Equal($"/conexion/v1/orders/{FirstId}.json", sent.Target);
        Assert.Equal("""{"first_name":"Pedro cUrl","parametro_a_editar":"nuevo_valor"}""", sent.Body);
    }

    [Fact]
    public void Blank_cells_are_not_sent_and_blank_values_in_Property_are()
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{FirstId}'; buyer_email = 'ana@tienda.example'; buyer_phone = ''; total_amount = ''; billable = ''; shipped_date = $null }} | Set-CentryOrder");
        Shell.Run($"Set-CentryOrder -Id {FirstId} -Property @{{ buyer_phone = '' }} -Clear BuyerDni, total_amount");

        Assert.Empty(Shell.Errors);
        Assert.Equal(
            [
                """{"buyer_email":"ana@tienda.example"}""",
                """{"buyer_dni":null,"total_amount":null,"buyer_phone":""}""",
            ],
            Centry.Requests.Select(request => request.Body));
    }

    [Fact]
    public void Cells_are_converted_to_the_type_of_their_attribute()
    {
        Shell.Run($"[pscustomobject]@{{ Id = '{FirstId}'; Status = 'CancelledBeforeShipping'; paid_amount = '12990.50'; tax_amount = '2074,5'; billable = 'False'; shipped_date = '2026-03-31T17:30:00-03:00' }} | Set-CentryOrder");

        Assert.Empty(Shell.Errors);
        Assert.Equal(
            """{"_status":"cancelled_before_shipping","tax_amount":2074.5,"paid_amount":12990.50,"shipped_date":"2026-03-31T17:30:00-03:00","billable":false}""",
            Sent("PUT").Body);
    }

    [Theory]
    [InlineData("-TotalAmount '12.990,50'", "12990.50")]
    [InlineData("-TotalAmount '12,990'", "12990.50")]
    [InlineData("-ShippedDate '03/04/2026'", "ISO 8601")]
    [InlineData("-Billable 'quizás'", "true")]
    [InlineData("-Status 'perdido'", "received")]
    public void Ambiguous_value_is_refused(string argument, string advice)
    {
        Shell.Run($"Set-CentryOrder -Id {FirstId} {argument}");

        Assert.Contains(advice, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Piped_order_binds_only_its_id()
    {
        var changed = Shell.Run("Get-CentryOrder | Set-CentryOrder -BuyerFirstName 'Íñigo «Ñandú» 🚚'");

        Assert.Empty(Shell.Errors);
        Assert.Equal(Centry.Orders.Count, changed.Count);
        Assert.All(
            Centry.Requests.Where(request => request.Method == "PUT"),
            request => Assert.StartsWith("""{"buyer_first_name":"Íñigo «Ñandú» """, request.Body));
        Assert.All(changed, order => Assert.Equal("Íñigo «Ñandú» 🚚", ((CentryOrder)order.BaseObject).BuyerFirstName));
    }

    [Fact]
    public void Set_order_changes_one_part_of_an_address()
    {
        var order = Shell.One<CentryOrder>($"Set-CentryOrder -Id {FirstId} -AddressShipping @{{ line1 = 'Av. Ñuñoa 1' }}");

        Assert.Equal("""{"address_shipping":{"line1":"Av. Ñuñoa 1"}}""", Sent("PUT").Body);
        Assert.Equal("Av. Ñuñoa 1", order.AddressShipping!.Line1);
        Assert.NotNull(order.AddressShipping.City);
    }

    [Theory]
    [InlineData("Set-CentryOrder -Id {0} -AddressShipping @{{ Ciudad = 'Temuco' }}", "ParameterArgumentTransformationError,")]
    [InlineData("[pscustomobject]@{{ Id = '{0}'; 'address_shipping.ciudad' = 'Temuco' }} | Set-CentryOrder", "InvalidRequest,")]
    public void Unknown_part_of_an_address_is_refused(string command, string error)
    {
        Shell.Run(string.Format(null, command, FirstId));

        Assert.StartsWith(error, Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("iudad\". Its parts are email, first_name", Shell.Error.Exception.Message);
        Assert.EndsWith("#invalidrequest", (Shell.Error.Exception as CentryException ?? Shell.Error.Exception.InnerException!).HelpLink);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Set_order_writes_output_in_input_order_whatever_the_order_of_the_answers()
    {
        var ids = Centry.Orders.All().Select(order => (string)order["_id"]!).Reverse().ToArray();
        var others = ids.Length - 1;
        var areAnswered = new TaskCompletionSource();
        using var server = new RawServer(async (request, stream, stop) =>
        {
            var isFirst = request.Contains(ids[0]);
            await (isFirst ? areAnswered.Task.Soon() : Task.CompletedTask);
            await stream.WriteAsync(await Centry.AnswerAsync(request, stop), stop);
            if (!isFirst && Interlocked.Decrement(ref others) == 0)
            {
                areAnswered.SetResult();
            }
        });
        Shell.Connect(server.BaseUri, Centry.AccessToken, "-MaximumRetryCount 0");
        Shell.Set("ids", ids);

        var output = Shell.Run("$ids | Set-CentryOrder -Status shipped -ThrottleLimit 4");

        Assert.Equal(ids, output.Select(order => ((CentryOrder)order.BaseObject).Id));
    }

    [Fact]
    public void Get_order_sends_filters_and_dates_in_the_query()
    {
        Shell.Run("Get-CentryOrder -Status shipped -Origin 'Mercado Libre' -OriginId 7 -OriginNumber 8 -ExpandVariant -UpdatedAfter 2026-03-31T17:30:00-03:00");

        Assert.Empty(Shell.Errors);
        Assert.Equal(
            "/conexion/v1/orders.json?updated_at_gte=2026-03-31T17%3A30%3A00.000-03%3A00&status=shipped&origin=Mercado%20Libre&id_origin=7&number_origin=8&expand&limit=100",
            Centry.Requests[0].Target);
    }

    [Fact]
    public void Set_order_without_a_change_or_with_a_duplicate_one_is_an_error()
    {
        Shell.Run($"Set-CentryOrder -Id {FirstId}");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);

        Shell.Run($"Set-CentryOrder -Id {FirstId} -Status shipped -Property @{{ _status = 'pending' }}");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Delay_bound_script_blocks_bind_to_parameters()
    {
        Shell.Run("Get-CentryOrder -First 2 | Set-CentryOrder -Id { $_.Id } -BuyerEmail { \"$($_.Id)@tienda.example\" }");

        Assert.Empty(Shell.Errors);
        Assert.Equal(2, Centry.Requests.Count(request => request.Method == "PUT" && request.Body.Contains("@tienda.example")));
    }

    [Fact]
    public void Invoke_request_returns_PowerShell_objects_for_any_endpoint()
    {
        Assert.Equal(45, Shell.Run("Invoke-CentryRequest -Path products.json -All").Count);
        Assert.Equal(3, Shell.Run("Invoke-CentryRequest products.json -Query @{ limit = 3 }").Count);
        var changed = Shell.Run($"Invoke-CentryRequest orders/{FirstId}.json -Method Put -Body @{{ buyer_phone = '+56 2' }}");
        Assert.Equal("+56 2", Assert.Single(changed).Properties["buyer_phone"].Value);
    }

    [Theory]
    [InlineData("../../oauth/token")]
    [InlineData("https://otra.example/conexion/v1/orders.json")]
    [InlineData("//otra.example/orders.json")]
    [InlineData("orders/%2e%2e/%2e%2e/oauth")]
    [InlineData("orders.json\r\nX: y")]
    [InlineData("..\\orders.json")]
    public void Invoke_request_refuses_a_path_outside_the_API(string path)
    {
        Shell.Set("path", path);
        Shell.Run("Invoke-CentryRequest -Path $path");

        Assert.All(Centry.Requests, request => Assert.StartsWith("/conexion/v1/", request.Target));
        Assert.DoesNotContain(Centry.Requests, request => request.Target.Contains("..") || request.Target.Contains("%2e"));
        Assert.NotEmpty(Shell.Errors);
    }
}

namespace CentryPS.Tests.Commands;

/// <summary>Sync-CentryWebhook reaches the desired state with the fewest writes, and removes webhooks only when asked.</summary>
public sealed class SyncTests : SandboxTest
{
    private const string Rows = """
        @{ callback_url = 'https://tienda.example/uno'; Topic = 'OrderSave' },
        @{ callback_url = 'https://tienda1.example/centry/avisos'; Topic = 'ProductSave', 'OrderDelete' },
        @{ callback_url = 'HTTPS://tienda3.example:443/centry/avisos'; Topic = 'ProductSave' }
        """;

    private IEnumerable<string> Writes => Centry.Requests.Where(request => request.Method != "GET").Select(request => $"{request.Method} {request.Body}");

    [Fact]
    public void Sync_creates_and_updates_webhooks_and_its_second_run_writes_nothing()
    {
        var steps = Steps($"{Rows} | Sync-CentryWebhook -ThrottleLimit 1");

        Assert.Equal(["Create", "Update", "None"], steps.Select(step => $"{step.Action}"));
        Assert.Equal(
            ["""POST {"callback_url":"https://tienda.example/uno","on_order_save":true}""", """PUT {"on_order_save":false,"on_order_delete":true}"""],
            Writes);
        Assert.All(steps, step => Assert.Equal((24, SandboxOptions.DefaultCompany), (step.Id!.Length, step.CompanyId)));

        Centry.ClearRequests();
        Assert.All(Steps($"{Rows} | Sync-CentryWebhook"), step => Assert.Equal(CentryWebhookAction.None, step.Action));
        Assert.Empty(Writes);
        Assert.Equal(4, Centry.Webhooks.Count);
    }

    [Fact]
    public void Sync_with_WhatIf_returns_the_plan_and_changes_nothing()
    {
        var steps = Steps($"{Rows} | Sync-CentryWebhook -CallbackUrl 'https://tienda*' -Prune -WhatIf");

        Assert.Equal(["Create", "Update", "None", "Remove"], steps.Select(step => $"{step.Action}"));
        Assert.Null(steps[0].Id);
        Assert.Equal(steps.Select(Line), Steps($"{Rows} | Compare-CentryWebhook -CallbackUrl 'https://tienda*'").Select(Line));
        Assert.Empty(Writes);

        static string Line(CentryWebhookDifference step) => $"{step.Action} {step.CallbackUrl} {step.Id} {string.Join(' ', step.Topic)} {step.Reason}";
    }

    [Fact]
    public void Sync_with_WhatIf_writes_the_plan_as_text()
    {
        var host = new AnsweringHost(string.Empty);
        using var shell = new PowerShellHost(Centry, host);

        shell.Run($"{Rows} | Sync-CentryWebhook -CallbackUrl 'https://tienda*' -Prune -WhatIf");

        Assert.Equal(3, host.Lines.Count);
        Assert.Contains("https://tienda.example/uno", host.Lines[0]);
        Assert.Contains("on_order_save: true -> false, on_order_delete: false -> true", host.Lines[1]);
        Assert.Contains("https://tienda2.example/centry/avisos", host.Lines[2]);
    }

    [Fact]
    public void Sync_without_Prune_reports_undesired_webhooks_in_scope_and_keeps_them()
    {
        var steps = Steps($"{Rows} | Sync-CentryWebhook -CallbackUrl 'https://tienda*'");

        Assert.Equal((CentryWebhookAction.None, "https://tienda2.example/centry/avisos"), (steps[3].Action, steps[3].CallbackUrl));
        Assert.Contains("-Prune", steps[3].Reason);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public void Sync_with_Prune_removes_only_undesired_webhooks_and_duplicates_in_scope()
    {
        Shell.Run("New-CentryWebhook https://tienda1.example/centry/avisos; New-CentryWebhook https://otra.example/");

        var steps = Steps("@{ callback_url = 'https://tienda1.example/centry/avisos'; Topic = 'ProductSave', 'OrderSave' } | Sync-CentryWebhook -CallbackUrl 'https://tienda*' -Prune -Confirm:$false");

        Assert.Equal(["None", "Remove", "Remove", "Remove"], steps.Select(step => $"{step.Action}"));
        Assert.Equal(steps[0].Id, steps[1].DuplicateOf);
        Assert.Equal(["https://tienda1.example/centry/avisos", "https://otra.example/"], Centry.Webhooks.All().Select(webhook => (string?)webhook["callback_url"]));
    }

    [Fact]
    public void Sync_asks_for_confirmation_only_before_a_removal()
    {
        Shell.Run($"{Rows} | Sync-CentryWebhook -CallbackUrl 'https://tienda*' -Prune");

        Assert.NotEmpty(Shell.Errors); // this host cannot be asked
        Assert.Equal(["POST", "PUT"], Writes.Select(write => write.Split(' ')[0]).Order());

        Centry.ClearRequests();
        Shell.Run("@{ callback_url = 'https://tienda.example/dos'; Topic = 'OrderSave' } | Sync-CentryWebhook -Confirm");
        Shell.Run("$ConfirmPreference = 'Medium'; @{ callback_url = 'https://tienda.example/dos'; Topic = 'OrderSave' } | Sync-CentryWebhook");
        Assert.NotEmpty(Shell.Errors);
        Assert.Empty(Writes);

        Shell.Run($"$ConfirmPreference = 'None'; {Rows} | Sync-CentryWebhook -CallbackUrl 'https://tienda*' -Prune");
        Assert.Empty(Shell.Errors);
        Assert.StartsWith("DELETE", Assert.Single(Writes));
    }

    [Theory]
    [InlineData("@() | Sync-CentryWebhook -CallbackUrl '*' -Prune -Confirm:$false")]
    [InlineData("Sync-CentryWebhook -DesiredWebhook @() -CallbackUrl '*' -Prune -Confirm:$false")]
    [InlineData("[pscustomobject]@{ callback_url = '' } | Sync-CentryWebhook -CallbackUrl '*' -Prune -Confirm:$false")]
    [InlineData("$null | Sync-CentryWebhook -CallbackUrl '*' -Prune -AllowEmpty -Confirm:$false")]
    [InlineData("Sync-CentryWebhook -DesiredWebhook $null -CallbackUrl '*' -Prune -AllowEmpty -Confirm:$false")]
    [InlineData("@{ callback_url = 'https://tienda.example/uno'; Topic = 'OrderSave' } | Sync-CentryWebhook -Prune -Confirm:$false")]
    public void Sync_with_Prune_is_refused_without_input_or_scope(string script)
    {
        Shell.Run(script);

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Sync_with_an_explicit_empty_list_and_a_scope_removes_all_in_scope()
    {
        Shell.Run("@() | Sync-CentryWebhook -CallbackUrl 'https://tienda2.example/*' -Prune -AllowEmpty -Confirm:$false");

        Assert.Empty(Shell.Errors);
        Assert.Equal(2, Centry.Webhooks.Count);
    }

    [Fact]
    public void Sync_removes_nothing_when_a_creation_fails()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 422, Method = "POST" });

        var steps = Steps($"{Rows} | Sync-CentryWebhook -CallbackUrl 'https://tienda*' -Prune -Confirm:$false", fails: true);

        Assert.Equal(["Update", "None"], steps.Select(step => $"{step.Action}"));
        Assert.Equal("https://tienda.example/uno", Assert.IsType<CentryWebhookDifference>(Shell.Error.TargetObject).CallbackUrl);
        Assert.Contains("1", Assert.Single(Shell.Warnings));
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "DELETE");

        Assert.Equal(["Create", "None", "None", "Remove"], Steps($"{Rows} | Sync-CentryWebhook -CallbackUrl 'https://tienda*' -Prune -Confirm:$false").Select(step => $"{step.Action}"));
    }

    [Fact]
    public void Sync_removes_webhooks_after_all_other_calls_were_answered()
    {
        Shell.Run($"{Rows} | Sync-CentryWebhook -CallbackUrl 'https://tienda*' -Prune -Confirm:$false -ThrottleLimit 8");

        Assert.StartsWith("DELETE", Writes.Last());
        Assert.Equal(3, Writes.Count());
    }

    [Fact]
    public void Sync_accepts_that_a_webhook_to_remove_is_already_gone()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 404, Method = "DELETE" });

        var step = Assert.Single(Steps("@() | Sync-CentryWebhook -CallbackUrl 'https://tienda2.example/*' -Prune -AllowEmpty -Confirm:$false"));

        Assert.Equal(CentryWebhookAction.Remove, step.Action);
    }

    [Fact]
    public void Sync_determines_the_company_from_the_first_webhook_it_creates()
    {
        Shell.Run("Get-CentryWebhook | Remove-CentryWebhook -Force");

        Assert.All(Steps($"{Rows} | Sync-CentryWebhook -WhatIf"), step => Assert.Null(step.CompanyId));
        Assert.All(Steps($"{Rows} | Sync-CentryWebhook"), step => Assert.Equal(SandboxOptions.DefaultCompany, step.CompanyId));
    }

    [Fact]
    public void Sync_reports_what_was_applied_when_an_error_ends_it()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 422, Method = "PUT" });

        Shell.Run($"{Rows} | Sync-CentryWebhook -ThrottleLimit 1 -ErrorAction Stop");

        var exception = Assert.IsType<CentryException>(Shell.Errors[^1].Exception.InnerException ?? Shell.Errors[^1].Exception);
        Assert.Equal("https://tienda.example/uno", Assert.Single(exception.Applied));
        Assert.Contains((string)Centry.Webhooks.All()[0]["_id"]!, exception.NotApplied);
    }

    private CentryWebhookDifference[] Steps(string script, bool fails = false)
    {
        var output = Shell.Run(script);
        Assert.Equal(fails, Shell.Errors.Count > 0);
        return [.. output.Select(item => Assert.IsType<CentryWebhookDifference>(item.BaseObject))];
    }
}

namespace CentryPS.Tests.Commands;

/// <summary>A change without an id prompts for it.</summary>
public sealed class MissingIdTests : SandboxTest
{
    public static TheoryData<string> Commands => new("Set-CentryOrder -Status shipped", "Set-CentryWebhook -AddTopic OrderDelete", "Remove-CentryWebhook -Force");

    [Theory]
    [MemberData(nameof(Commands))]
    public void Missing_id_is_prompted_for(string command)
    {
        var id = Shell.Run(command.Contains("Order -") ? "Get-CentryOrder -First 1" : "Get-CentryWebhook -First 1").Single().Properties["Id"].Value.ToString()!;
        var host = new AnsweringHost(id);
        using var shell = new PowerShellHost(Centry, host);
        Centry.ClearRequests();

        shell.Run(command);

        Assert.Empty(shell.Errors);
        Assert.Single(host.Questions);
        Assert.Contains(Centry.Requests, request => request.Method != "GET" && request.Target.Contains(id));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Missing_id_is_named_in_the_error_of_an_unattended_host(string command)
    {
        Shell.Run(command);

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("-Id", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("@()", 0)]
    [InlineData("$null", 1)]
    [InlineData(", @()", 1)]
    [InlineData("$null, $null", 2)]
    public void Empty_input_is_an_error_without_a_prompt(string input, int errors)
    {
        foreach (var command in Commands.Select(row => row.Data))
        {
            var host = new AnsweringHost("69a582d7a8d1d10b0c000001");
            using var shell = new PowerShellHost(Centry, host);

            shell.Run($"{input} | {command}");

            Assert.Equal(errors, shell.Errors.Count);
            Assert.Empty(host.Questions);
        }
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("@()")]
    public void Empty_argument_is_an_error_without_a_prompt(string argument)
    {
        foreach (var command in Commands.Select(row => row.Data))
        {
            var host = new AnsweringHost("69a582d7a8d1d10b0c000001");
            using var shell = new PowerShellHost(Centry, host);

            shell.Run($"{command} -InputObject {argument}; {command} -Id {argument}");

            Assert.NotEmpty(shell.Errors);
            Assert.Empty(host.Questions);
            Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");
        }
    }
}

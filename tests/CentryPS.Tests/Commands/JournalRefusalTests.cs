using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>An unusable journal path is refused before anything is sent, and existing content is kept.</summary>
public sealed class JournalRefusalTests : JournalTest
{
    [Theory]
    [InlineData("-Resume", "-ResultPath")]
    [InlineData("-ResultPath 'nada/results.csv'", "does not exist")]
    [InlineData("-ResultPath .", "is a folder")]
    [InlineData("-ResultPath con.csv", "Windows device")]
    [InlineData("-ResultPath NUL", "Windows device")]
    [InlineData("-ResultPath Com1.txt", "Windows device")]
    [InlineData("-ResultPath 'results.csv.'", "ends with a period")]
    [InlineData("-ResultPath 'results '", "ends with a period")]
    [InlineData("-ResultPath Env:results", "Environment")]
    public void Unusable_journal_path_is_refused(string arguments, string reason)
    {
        Shell.Run($"Set-Location '{Path.GetDirectoryName(Results)}'; '{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -Status shipped {arguments}");

        Refused(reason);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Results)!));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "is not a journal")]
    [InlineData("Estimados:\n", "is not a journal")]
    [InlineData("time,id,change,outcome,error_code,message\r\n", "is not a journal")]
    [InlineData("run;time;server;company_id;command;id;change;outcome;error_code;message;old;new\r\n", "delimiter other than a comma")]
    public void File_that_is_not_a_journal_is_refused_and_unchanged(string content, string reason)
    {
        foreach (var resume in new[] { string.Empty, "-Resume" })
        {
            File.WriteAllText(Results, content);

            Shell.Run($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}' {resume}");

            Refused(reason);
            Assert.Equal(content, File.ReadAllText(Results));
        }
    }

    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("latin1", "ANSI")]
    public void Journal_saved_in_another_encoding_is_refused_and_unchanged(string encoding, string name)
    {
        Shell.Run($"'{Ids[0]}', 'año/1' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        File.WriteAllText(Results, File.ReadAllText(Results), Encoding.GetEncoding(encoding));
        var before = File.ReadAllBytes(Results);
        Centry.ClearRequests();

        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}' -Resume");

        Refused(name);
        Assert.Equal(before, File.ReadAllBytes(Results));
    }

    [Fact]
    public void Journal_of_a_running_command_is_refused()
    {
        using var second = new PowerShellHost(Centry);

        second.Set("ids", Ids);
        Shell.Set("second", () => second.Run($"$ids | Set-CentryOrder -Status received -ResultPath '{Results}'"));
        Shell.Run($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}' | ForEach-Object {{ $second.Invoke() }}");

        Assert.Empty(Shell.Errors);
        Assert.StartsWith("InvalidRequest,", second.Error.FullyQualifiedErrorId);
        Assert.Contains("is writing", second.Error.Exception.Message);
        Assert.Equal(4, Lines().Length);
        Assert.Equal([Results], Directory.EnumerateFiles(Path.GetDirectoryName(Results)!));
    }

    [Theory]
    [InlineData("Set-CentryOrder $id -Status shipped -ResultPath $pipe")]
    [InlineData("Get-CentryOrder $id | Export-CentryOrder $pipe")]
    public void Named_pipe_is_refused_and_kept(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Named pipes have no file path on Windows.");
        Shell.Run($"$id = '{Ids[0]}'; $pipe = '{Folder.File("tubo")}'; mkfifo $pipe");

        Shell.Run(command);

        Assert.Contains("not a file", Shell.Error.Exception.Message);
        Assert.True(Shell.Run("(& stat -c %F $pipe) -eq 'fifo'").Single().BaseObject is true);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task Journal_of_another_process_is_refused_until_that_process_ends()
    {
        var reached = new TaskCompletionSource();
        using var server = new RawServer(async (_, _, stop) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var other = new ModuleProcess($"Connect-Centry -AccessToken a-token-of-the-test -BaseUri '{server.BaseUri}'; '{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        await reached.Task.Soon();

        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        Refused("is writing");

        await other.KillAsync();
        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        Assert.Empty(Shell.Errors);
        Assert.Equal(["Started", "Started", "Applied"], Lines().Select(line => line["outcome"]));
    }

    [Theory]
    [InlineData("pedidos.csv", "is not a journal")]
    [InlineData("results.csv", "is open in another program or in another command")]
    public void File_that_the_pipeline_reads_is_refused_as_its_journal(string file, string reason)
    {
        Shell.Run($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'; Get-CentryOrder | Export-CentryOrder '{Folder.File("pedidos.csv")}'");
        Centry.ClearRequests();
        var before = File.ReadAllBytes(Folder.File(file));

        Shell.Run($"Import-Csv '{Folder.File(file)}' | Set-CentryOrder -ResultPath '{Folder.File(file)}' -Status received");

        Refused(reason);
        Assert.Equal(before, File.ReadAllBytes(Folder.File(file)));
    }

    [Fact]
    public void Journal_of_another_server_is_not_resumed()
    {
        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        File.WriteAllText(Results, File.ReadAllText(Results).Replace(Centry.BaseUri.ToString(), "https://www.centry.cl/"));
        Centry.ClearRequests();

        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}' -Resume");
        Refused("https://www.centry.cl/", "WrongCompany");

        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Journal_of_another_company_is_not_resumed()
    {
        Shell.Run($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}'");
        var company = (string)Centry.Orders.All()[0]["company_id"]!;
        Assert.Equal(company, Lines()[^1]["company_id"]);
        File.WriteAllText(Results, File.ReadAllText(Results).Replace(company, Missing));
        Shell.Connect(Centry.BaseUri, Centry.AccessToken); // a session that does not know its company yet

        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status received -ResultPath '{Results}' -Resume");

        Assert.StartsWith("WrongCompany,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(Missing, Shell.Error.Exception.Message);
        Assert.DoesNotContain(Centry.Requests, request => request.Body.Contains("received"));
    }

    [Theory]
    [InlineData("Set-CentryOrder -MatchBy NumberOrigin", "Set-CentryOrder -MatchBy NumberOrigin")]
    [InlineData("Set-CentryWebhook -AddTopic ProductSave", "Set-CentryWebhook")]
    public void Journal_of_another_command_is_not_resumed(string command, string name)
    {
        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        Centry.ClearRequests();

        Shell.Run($"'{Ids[0]}' | {command} -ResultPath '{Results}' -Resume");

        Refused($"is of Set-CentryOrder, and this run is of {name},");
    }

    private void Refused(string reason, string code = "InvalidRequest")
    {
        Assert.StartsWith($"{code},", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(reason, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }
}

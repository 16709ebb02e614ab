namespace CentryPS.Tests.Commands;

/// <summary>
/// -MatchBy finds the order of a row by a column of the shop. Without a unique match, nothing is changed.
/// </summary>
public sealed class MatchByTests : SandboxTest
{
    [Theory]
    [InlineData("NumberOrigin", "number_origin", "N-1003")]
    [InlineData("IdOrigin", "OriginId", "2000003")]
    public void MatchBy_finds_the_order_by_a_column_of_the_shop(string matchBy, string column, string key)
    {
        var order = Shell.One<CentryOrder>($"[pscustomobject]@{{ {column} = '{key}'; buyer_phone = '1' }} | Set-CentryOrder -MatchBy {matchBy}");

        Assert.Equal("N-1003", order.NumberOrigin);
        Assert.Equal("""{"buyer_phone":"1"}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("nada", "NotFound")]
    [InlineData("N-1000", "InvalidRequest")]
    [InlineData(" ", "InvalidRequest")]
    public void MatchBy_changes_nothing_when_the_key_matches_no_order_or_several(string key, string error)
    {
        Shell.Run("Get-CentryOrder | Select-Object -First 2 | Set-CentryOrder -NumberOrigin N-1000".Replace("Select-Object -First 2", "Where-Object NumberOrigin -in N-1000, N-1001"));
        Centry.ClearRequests();

        Shell.Run($"[pscustomobject]@{{ number_origin = '{key}'; buyer_phone = '1' }} | Set-CentryOrder -MatchBy NumberOrigin");

        Assert.StartsWith(error + ",", Shell.Error.FullyQualifiedErrorId);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
    }
}

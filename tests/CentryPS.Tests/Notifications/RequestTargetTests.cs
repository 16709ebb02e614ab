namespace CentryPS.Tests.Notifications;

/// <summary>Paths are compared as sent, in origin form and in absolute form.</summary>
public sealed class RequestTargetTests : ListenerTest
{
    [Theory]
    [InlineData("/centry/k", 200)]
    [InlineData("/centry/k?de=https://x", 200)]
    [InlineData("/centry/k?a=/../b", 200)]
    [InlineData("/centry/%6b", 404)]
    [InlineData("/centry/x/../k", 404)]
    [InlineData("//centry/k", 404)]
    [InlineData("/centry/k/", 404)]
    public async Task Target_is_served_by_its_path_in_both_forms(string target, int status)
    {
        Arrived = Take;
        Listen("centry/k");

        foreach (var form in new[] { target, "http://tienda.example" + target, "HTTPS://tienda.example:8443" + target })
        {
            var request = $"POST {form} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {Poster.Order.Length}\r\n\r\n{Poster.Order}";
            Assert.StartsWith($"HTTP/1.1 {status} ", await Poster.RawAsync(Listener!.Uri, request));
        }
    }

    [Theory]
    [InlineData("http://tienda.example")]
    [InlineData("http://tienda.example?a=/b")]
    public async Task Target_is_served_as_the_root_when_it_has_no_path(string target)
    {
        Arrived = Take;

        Assert.StartsWith("HTTP/1.1 200 ", await Poster.RawAsync(Listen("/"), $"POST {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {Poster.Order.Length}\r\n\r\n{Poster.Order}"));
    }
}

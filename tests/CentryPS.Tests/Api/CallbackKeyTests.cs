using CentryPS.Api;

namespace CentryPS.Tests.Api;

public sealed class CallbackKeyTests
{
    [Theory]
    [InlineData("https://tienda.example/avisos", "HTTPS://Tienda.EXAMPLE/avisos")]
    [InlineData("https://tienda.example", "https://tienda.example/")]
    [InlineData("https://tienda.example/a", "https://tienda.example:443/a")]
    [InlineData("https://tienda.example/a", "https://tienda.example:0443/a")]
    [InlineData("http://tienda.example/a", "http://tienda.example:80/a")]
    [InlineData("http://tienda.example/a", "http://tienda.example:/a")]
    [InlineData("https://tienda.example?x=1", "https://tienda.example/?x=1")]
    [InlineData("http://[::1]/a", "http://[::1]:80/a")]
    [InlineData("https://Ana:Secreta@tienda.example/", "https://Ana:Secreta@TIENDA.example")]
    [InlineData(" https://tienda.example/a ", "https://tienda.example/a")]
    [InlineData("https://tienda.example/%C3%A9?x=%2f", "https://tienda.example/%c3%a9?x=%2F")]
    [InlineData("https://Ñandú.example:8443/a", "https://xn--and-6ma2c.EXAMPLE:8443/a")]
    [InlineData("https://pañales.ñandú.example", "https://xn--paales-xwa.xn--and-6ma2c.example/")]
    [InlineData("https://mi_tienda.example/", "https://MI_tienda.example")]
    public void Callback_key_is_equal_for_URLs_that_a_server_treats_as_equal(string one, string other) => Assert.Equal(CallbackKey.Of(one), CallbackKey.Of(other));

    [Theory]
    [InlineData("https://tienda.example/avisos", "https://tienda.example/Avisos")]
    [InlineData("https://tienda.example/avisos", "https://tienda.example/avisos/")]
    [InlineData("https://tienda.example/a%20b", "https://tienda.example/a b")]
    [InlineData("https://tienda.example/%C3%A9", "https://tienda.example/é")]
    [InlineData("https://tienda.example/%41", "https://tienda.example/A")]
    [InlineData("https://ñandú.example/", "https://nandu.example/")]
    [InlineData("https://tienda.example/%zz", "https://tienda.example/%ZZ")]
    [InlineData("https://tienda.example/a?x=1", "https://tienda.example/a?x=2")]
    [InlineData("https://tienda.example/a", "https://tienda.example/b/../a")]
    [InlineData("https://tienda.example/a", "http://tienda.example/a")]
    [InlineData("https://tienda.example:80/a", "https://tienda.example/a")]
    [InlineData("https://tienda.example:8443/a", "https://tienda.example/a")]
    [InlineData("https://Ana@tienda.example/", "https://ana@tienda.example/")]
    public void Callback_key_differs_when_the_path_query_or_scheme_differs(string one, string other) => Assert.NotEqual(CallbackKey.Of(one), CallbackKey.Of(other));

    [Theory]
    [InlineData(null, "")]
    [InlineData("no es una URL", "no es una URL")]
    public void Callback_key_of_an_invalid_URL_is_its_text(string? text, string key) =>
        Assert.Equal(key, CallbackKey.Of(text));
}

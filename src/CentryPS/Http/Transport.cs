using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using CentryPS.Models.Json;

namespace CentryPS.Http;

/// <summary>Makes one attempt: sends the request and reads the whole body, under one deadline.</summary>
internal sealed class Transport(HttpClient client, SendOptions options)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    /// <exception cref="AttemptException">There is no complete response.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<CentryResponse> SendAsync(
        CentryRequest request,
        Uri uri,
        string? accessToken,
        CancellationToken cancellationToken)
    {
        using var deadline = options.Time.CreateCancellationTokenSource(options.Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var message = Compose(request, uri, accessToken);
            return await ExchangeAsync(message, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not AttemptException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = deadline.IsCancellationRequested ? AttemptFailure.TimedOut : Classify(exception);
            throw new AttemptException(failure, exception);
        }
    }

    private static HttpRequestMessage Compose(CentryRequest request, Uri uri, string? accessToken)
    {
        var message = new HttpRequestMessage(request.Method, uri);
        if (accessToken is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        }

        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body) { Headers = { ContentType = Json } };
        }
        else if (!request.IsRead)
        {
            // HttpClient resends a write without content up to three times if the server closes the connection early
            // (dotnet/runtime#60644). With content, even empty, one attempt is one request.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }

    private async Task<CentryResponse> ExchangeAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var response = await client
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
#if NETFRAMEWORK
        // The streams of .NET Framework ignore the token while they read.
        using var abort = cancellationToken.Register(response.Dispose);
#endif
        if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
        {
            throw new AttemptException(AttemptFailure.ProxyAuthentication);
        }

        var complete = await CentryResponse.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        if (!complete.IsSuccess || !JsonBody.IsCut(complete.Body))
        {
            return complete;
        }

        using (complete)
        {
            var body = complete.Text(FailureReport.MaxBodyLength);
            throw new AttemptException(AttemptFailure.Cut) { ResponseBody = body };
        }
    }

    private static AttemptFailure Classify(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: AuthenticationException } => AttemptFailure.NotTrusted,
#if NETFRAMEWORK
        HttpRequestException { InnerException: WebException { InnerException: AuthenticationException } } =>
            AttemptFailure.NotTrusted, // its status is SendFailure
        HttpRequestException { InnerException: WebException { Response: HttpWebResponse proxy } }
            when proxy.StatusCode == HttpStatusCode.ProxyAuthenticationRequired => AttemptFailure.ProxyAuthentication,
        HttpRequestException { InnerException: WebException web } => web.Status switch
        {
            WebExceptionStatus.TrustFailure => AttemptFailure.NotTrusted,
            WebExceptionStatus.SecureChannelFailure => AttemptFailure.NotTrusted,
            WebExceptionStatus.NameResolutionFailure => AttemptFailure.NotSent,
            WebExceptionStatus.ProxyNameResolutionFailure => AttemptFailure.NotSent,
            WebExceptionStatus.ConnectFailure => AttemptFailure.NotSent,
            _ => AttemptFailure.Interrupted,
        },
#else
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => AttemptFailure.NotSent,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => AttemptFailure.NotSent,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => AttemptFailure.NotSent,
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } tunnel
            when tunnel.StatusCode == HttpStatusCode.ProxyAuthenticationRequired
                || tunnel.Message.Contains("'407'") => AttemptFailure.ProxyAuthentication, // .NET 8 sets no status
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => AttemptFailure.NotSent,
#endif
        _ => AttemptFailure.Interrupted,
    };
}

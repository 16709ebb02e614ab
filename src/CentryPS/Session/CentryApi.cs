using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CentryPS.Http;
using CentryPS.Json;

namespace CentryPS.Session;

/// <summary>Centry's endpoints, one method each (the seed's five of webhooks and its one of orders, and Centry's documentation).</summary>
internal sealed class CentryApi(CentrySender sender, IAccessTokenSource tokens, ApiAddress address, SendOptions options)
{
    /// <summary>How many to ask for at a time, where the user does not say.</summary>
    public const int PageSize = 100;

    private const string Webhooks = "webhooks";
    private const string Orders = "orders";

    // The webhooks that this session made, so that a look for a lost one does not find one of them.
    private readonly HashSet<string> _created = [];

    public ApiAddress Address => address;

    public Task<CentryWebhook> GetWebhookAsync(string id, ICallObserver observer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, address.Item(Webhooks, id), body: null, Webhook, observer, cancellationToken);

    /// <summary>Creates one, exactly once.</summary>
    public Task<CentryWebhook> CreateWebhookAsync(
        string callbackUrl,
        byte[] body,
        ICallObserver observer,
        CancellationToken cancellationToken) =>
        new WebhookCreation(this, options, callbackUrl, body, observer).RunAsync(_created, cancellationToken);

    /// <summary>Asks once for one to be created.</summary>
    public Task<CentryWebhook> PostWebhookAsync(byte[] body, ICallObserver observer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, address.Collection(Webhooks, []), body, Webhook, observer, cancellationToken);

    public Task<CentryWebhook> UpdateWebhookAsync(string id, byte[] body, ICallObserver observer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, address.Item(Webhooks, id), body, Webhook, observer, cancellationToken);

    /// <summary>Deletes one. Where the answer is not the promised <c>true</c>, looks whether it is gone.</summary>
    public async Task<bool> DeleteWebhookAsync(string id, ICallObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            var target = address.Item(Webhooks, id, "?force=true");
            return await SendAsync(HttpMethod.Delete, target, body: null, True, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.OutcomeUnknown)
        {
            if (await IsGoneAsync(id, observer, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            throw;
        }
    }

    public Pager<CentryWebhook> ListWebhooks(ListQuery query, ICallObserver observer, CancellationToken cancellationToken) =>
        List(Webhooks, query, CentryJson.Default.CentryWebhookArray, observer, cancellationToken);

    /// <summary>The server's clock, from the Date header of the smallest list.</summary>
    public Task<DateTimeOffset?> GetServerTimeAsync(ICallObserver observer, CancellationToken cancellationToken) =>
        sender.GetServerTimeAsync(
            new CentryRequest(HttpMethod.Get, address.Collection(Webhooks, new ListQuery(1).Pairs(after: null))),
            tokens,
            observer,
            cancellationToken);

    public Task<CentryOrder> GetOrderAsync(string id, ICallObserver observer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, address.Item(Orders, id), body: null, Order, observer, cancellationToken);

    public Task<CentryOrder> UpdateOrderAsync(string id, byte[] body, ICallObserver observer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, address.Item(Orders, id), body, Order, observer, cancellationToken);

    public Pager<CentryOrder> ListOrders(ListQuery query, ICallObserver observer, CancellationToken cancellationToken) =>
        List(Orders, query, CentryJson.Default.CentryOrderArray, observer, cancellationToken);

    /// <summary>Any endpoint; gives the JSON as plain values.</summary>
    public Task<object?> InvokeAsync(
        HttpMethod method,
        Uri target,
        byte[]? body,
        ICallObserver observer,
        CancellationToken cancellationToken) =>
        SendAsync(method, target, body, JsonBody.ReadPlain, observer, cancellationToken);

    private static CentryWebhook Webhook(ReadOnlySpan<byte> body) => Identified(JsonBody.Read(body, CentryJson.Default.CentryWebhook));

    private static CentryOrder Order(ReadOnlySpan<byte> body) => Identified(JsonBody.Read(body, CentryJson.Default.CentryOrder));

    private static bool True(ReadOnlySpan<byte> body) => JsonBody.ReadPlain(body) is true ? true : throw new JsonException();

    // An object without an id is something else, whatever the status says.
    private static T Identified<T>(T? item)
        where T : CentryObject =>
        string.IsNullOrEmpty(item?.Id) ? throw new JsonException() : item!;

    private static T[] Page<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T[]> shape)
        where T : CentryObject
    {
        var page = JsonBody.Read(body, shape);
        foreach (var item in page)
        {
            Identified(item);
        }

        return page;
    }

    private async Task<bool> IsGoneAsync(string id, ICallObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            await GetWebhookAsync(id, observer, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (CentryException exception)
        {
            return exception.ErrorCode == CentryErrorCode.NotFound;
        }
    }

    private Pager<T> List<T>(
        string collection,
        ListQuery query,
        JsonTypeInfo<T[]> shape,
        ICallObserver observer,
        CancellationToken cancellationToken)
        where T : CentryObject
    {
        return new Pager<T>(FetchAsync, item => item.Id!, query.Limit);

        async Task<IReadOnlyList<T>> FetchAsync(string? after) => await SendAsync(
            HttpMethod.Get,
            address.Collection(collection, query.Pairs(after)),
            body: null,
            bytes => Page(bytes, shape),
            observer,
            cancellationToken).ConfigureAwait(false);
    }

    private Task<T> SendAsync<T>(
        HttpMethod method,
        Uri target,
        byte[]? body,
        BodyReader<T> read,
        ICallObserver observer,
        CancellationToken cancellationToken) =>
        sender.SendAsync(new CentryRequest(method, target) { Body = body }, tokens, read, observer, cancellationToken);
}

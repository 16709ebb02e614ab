using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CentryPS.Http;
using CentryPS.Json;

namespace CentryPS.Session;

/// <summary>Centry's endpoints, one method each (the seed's five of webhooks and its one of orders, and Centry's documentation).</summary>
internal sealed class CentryApi(CentrySender sender, IAccessTokenSource tokens, ApiAddress address)
{
    private const string Webhooks = "webhooks";
    private const string Orders = "orders";

    public ApiAddress Address => address;

    public Task<CentryWebhook> GetWebhookAsync(string id, ICallObserver observer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, address.Item(Webhooks, id), body: null, Webhook, observer, cancellationToken);

    public Task<CentryWebhook> CreateWebhookAsync(byte[] body, ICallObserver observer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, address.Collection(Webhooks, []), body, Webhook, observer, cancellationToken);

    public Task<CentryWebhook> UpdateWebhookAsync(string id, byte[] body, ICallObserver observer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, address.Item(Webhooks, id), body, Webhook, observer, cancellationToken);

    public Task<bool> DeleteWebhookAsync(string id, ICallObserver observer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, address.Item(Webhooks, id, "?force=true"), body: null, _ => true, observer, cancellationToken);

    public Pager<CentryWebhook> ListWebhooks(ListQuery query, ICallObserver observer, CancellationToken cancellationToken) =>
        List(Webhooks, query, CentryJson.Default.CentryWebhookArray, observer, cancellationToken);

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

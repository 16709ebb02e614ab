using System.Collections.Concurrent;
using System.Net;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>The listener among those who post as Centry does, and those who do not.</summary>
public sealed partial class ListenerTests : IDisposable
{
    private readonly HeldClock _clock = new();
    private readonly Poster _poster = new();
    private readonly ConcurrentQueue<AnsweredRequest> _answered = new();
    private readonly DirectQueue _queue;
    private NotificationListener? _listener;

    public ListenerTests() => _queue = new DirectQueue(() => Arrived());

    // By default the pipeline takes what comes at once.
    private Action Arrived { get; set; } = () => { };

    public void Dispose()
    {
        _listener?.Dispose();
        _queue.Dispose();
        _poster.Dispose();
    }

    [Fact]
    public async Task A_notification_that_is_taken_is_answered_with_200()
    {
        Arrived = Take;

        Assert.Equal(HttpStatusCode.OK, await _poster.PostAsync(Listen()));
    }

    [Theory]
    [InlineData("POST", "", 400)]
    [InlineData("POST", "{}", 400)]
    [InlineData("POST", "[1]", 400)]
    [InlineData("POST", """{"topic":5}""", 400)]
    [InlineData("POST", """{"topic":"on_order_save" """, 400)]
    [InlineData("PUT", Poster.Order, 405)]
    [InlineData("DELETE", "", 405)]
    public async Task What_is_no_notification_is_refused_and_goes_nowhere(string method, string body, int status)
    {
        Arrived = () => Assert.Fail("it went on");

        var answer = await _poster.SendAsync(new HttpMethod(method), Listen(), body);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 405 ? ["POST"] : [], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(NotificationConnection.LargestBody, 200)]
    [InlineData(NotificationConnection.LargestBody + 1, 413)]
    [InlineData(5_000_000, 413)]
    public async Task A_body_has_64_KiB_at_most(int length, int status)
    {
        Arrived = Take;
        var body = Poster.Order.PadRight(length);

        Assert.Equal(status, (int)await _poster.PostAsync(Listen(), body));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, _listener!.Uri) { Content = new StringContent(body) };
        chunked.Headers.TransferEncodingChunked = true;
        using var client = new HttpClient();
        Assert.Equal(status, (int)(await client.SendAsync(chunked).Soon()).StatusCode);
    }

    [Theory]
    [InlineData("/avisos/clave", 200)]
    [InlineData("/avisos/clave?a=1", 200)]
    [InlineData("/avisos/clav", 404)]
    [InlineData("/avisos/clave/", 404)]
    [InlineData("/avisos/clavf", 404)]
    [InlineData("/", 404)]
    [InlineData("/avisos/clave/avisos/clave", 404)]
    public async Task One_path_alone_is_served(string path, int status)
    {
        Arrived = Take;
        var uri = new Uri(Listen("avisos/clave"));

        Assert.Equal("/avisos/clave", uri.AbsolutePath);
        Assert.Equal(status, (int)await _poster.PostAsync(new Uri(uri, path).AbsoluteUri));
    }

    [Fact]
    public async Task What_the_pipeline_does_not_take_in_time_comes_again()
    {
        var hasCome = new TaskCompletionSource();
        Arrived = hasCome.SetResult;
        var answer = _poster.PostAsync(Listen());
        await hasCome.Task.Soon();

        _clock.Advance(NotificationListener.Patience - TimeSpan.FromSeconds(0.1));
        Assert.False(answer.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await answer);
        Assert.Null(_queue.Next());
    }

    [Fact]
    public async Task An_end_answers_what_is_open_and_leaves_the_port()
    {
        var haveCome = new CountdownEvent(3);
        Arrived = () => haveCome.Signal();
        var uri = Listen();
        var answers = Enumerable.Range(1, 3).Select(i => _poster.PostAsync(uri, Poster.About(i))).ToArray();
        await Task.Run(haveCome.Wait).Soon();
        _queue.Next()!.Taken();

        _listener!.Dispose();

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable], (await Task.WhenAll(answers)).Order());
        using var next = new NotificationListener(ListenerAddress.Loopback(new Uri(uri).Port, path: null), _queue, _clock);
        Assert.Equal(uri, next.Uri);
    }

    [Fact]
    public async Task What_is_not_wanted_is_accepted_and_forgotten()
    {
        Arrived = () => Assert.Fail("it went on");

        Assert.Equal(HttpStatusCode.OK, await _poster.PostAsync(Listen(isWanted: notification => notification.Topic == CentryTopic.OrderDelete)));
    }

    [Fact]
    public async Task It_says_who_came_and_what_was_answered()
    {
        Arrived = Take;
        await _poster.PostAsync(Listen());
        await _poster.SendAsync(HttpMethod.Put, _listener!.Uri + "otro", "x");
        _listener.Dispose();

        Assert.Equal(
            [("POST", "/", "on_order_save 59c2bd4aa8d1d10b0c9c3f11", 200), ("PUT", "/otro", null, 405)],
            _answered.Select(request => (request.Head?.Method, request.Head?.Target, request.Notification?.ToString(), request.Status)));
        Assert.All(_answered, request => Assert.Equal(IPAddress.Loopback, request.Remote!.Address));
    }

    private string Listen(string? path = null, Func<CentryNotification, bool>? isWanted = null)
    {
        _listener = new NotificationListener(ListenerAddress.Loopback(0, path), _queue, _clock)
        {
            IsWanted = isWanted ?? (_ => true),
            Answered = _answered.Enqueue,
        };
        return _listener.Uri;
    }

    private void Take()
    {
        while (_queue.Next() is { } next)
        {
            next.Taken();
        }
    }
}

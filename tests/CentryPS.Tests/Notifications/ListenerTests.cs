using System.Net;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>The listener answers notifications as Centry expects.</summary>
public sealed class ListenerTests : ListenerTest
{
    [Fact]
    public async Task Listener_answers_200_when_the_notification_was_processed()
    {
        Arrived = Take;

        Assert.Equal(HttpStatusCode.OK, await Client.PostAsync(Listen()));
    }

    [Theory]
    [InlineData("POST", "", 400)]
    [InlineData("POST", "{}", 400)]
    [InlineData("POST", "[1]", 400)]
    [InlineData("POST", """{"topic":5}""", 400)]
    [InlineData("POST", """{"topic":"on_order_save" """, 400)]
    [InlineData("PUT", Poster.Order, 405)]
    [InlineData("DELETE", "", 405)]
    public async Task Listener_rejects_a_request_without_a_notification(string method, string body, int status)
    {
        Arrived = () => Assert.Fail("the notification was queued");

        var answer = await Client.SendAsync(new HttpMethod(method), Listen(), body);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 405 ? ["POST"] : [], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(RequestReader.MaximumBody, 200)]
    [InlineData(RequestReader.MaximumBody + 1, 413)]
    [InlineData(5_000_000, 413)]
    public async Task Listener_accepts_bodies_up_to_64_KiB(int length, int status)
    {
        Arrived = Take;
        var body = Poster.Order.PadRight(length);

        Assert.Equal(status, (int)await Client.PostAsync(Listen(), body));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, Listener!.Uri) { Content = new StringContent(body) };
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
    public async Task Listener_serves_only_its_path(string path, int status)
    {
        Arrived = Take;
        var uri = new Uri(Listen("avisos/clave"));

        Assert.Equal("/avisos/clave", uri.AbsolutePath);
        Assert.Equal(status, (int)await Client.PostAsync(new Uri(uri, path).AbsoluteUri));
    }

    [Fact]
    public async Task Listener_answers_503_when_the_pipeline_does_not_process_in_time()
    {
        var hasArrived = new TaskCompletionSource();
        Arrived = hasArrived.SetResult;
        var answer = Client.PostAsync(Listen());
        await hasArrived.Task.Soon();

        Clock.Advance(NotificationListener.ProcessingTimeout - TimeSpan.FromSeconds(0.1));
        Assert.False(answer.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await answer);
        Assert.Null(Queue.Next());
    }

    [Fact]
    public async Task Listener_answers_complete_requests_and_frees_the_port_when_it_ends()
    {
        var haveArrived = new CountdownEvent(3);
        Arrived = () => haveArrived.Signal();
        var uri = Listen();
        var answers = Enumerable.Range(1, 3).Select(i => Client.PostAsync(uri, Poster.About(i))).ToArray();
        await Task.Run(haveArrived.Wait).Soon();
        Queue.Next()!.Complete();

        Listener!.Dispose();

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable], (await Task.WhenAll(answers)).Order());
        using var next = new NotificationListener(ListenerAddress.OfHost("localhost", new Uri(uri).Port, path: null), Queue, Clock);
        Assert.Equal(uri, next.Uri);
    }

    [Fact]
    public async Task Listener_accepts_and_drops_unwanted_topics()
    {
        Arrived = () => Assert.Fail("the notification was queued");

        Assert.Equal(HttpStatusCode.OK, await Client.PostAsync(Listen(isWanted: notification => notification.Topic == CentryTopic.OrderDelete)));
    }

    [Fact]
    public async Task Listener_reports_each_client_and_answer()
    {
        Arrived = Take;
        await Client.PostAsync(Listen());
        await Client.SendAsync(HttpMethod.Put, Listener!.Uri + "otro", "x");
        Listener.Dispose();

        Assert.Equal(
            [("POST", "/", "on_order_save 59c2bd4aa8d1d10b0c9c3f11", 200), ("PUT", "/otro", null, 405)],
            Answered.Select(request => (request.Head?.Method, request.Head?.Target, request.Notification?.ToString(), request.Status)));
        Assert.All(Answered, request => Assert.Equal(IPAddress.Loopback, request.Remote!.Address));
    }
}

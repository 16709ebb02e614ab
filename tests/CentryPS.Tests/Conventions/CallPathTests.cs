using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Reflection;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Conventions;

/// <summary>The call diagram in CONTRIBUTING.md shows the methods that are called to update one order.</summary>
public sealed partial class CallPathTests : SandboxTest
{
    private const int MaxMethods = 20;

    private readonly (string Folder, string Method)[] _documented = Documented();

    [Fact]
    public void Update_of_one_order_calls_at_most_20_methods() => Assert.InRange(_documented.Length, 1, MaxMethods);

    [Fact]
    public void Documented_methods_of_a_call_are_those_that_run()
    {
        var id = (string)Centry.Orders.All()[0]["_id"]!;
        Shell.Run("Get-CentryOrder -First 1"); // obtains the token of the session
        using var listener = new RequestListener(id);

        Shell.Run($"Set-CentryOrder {id} -BuyerDni 1");

        // Optimized code may inline some of them.
        var actual = listener.Methods;
        Assert.Equal(("Http", "Transport.ExchangeAsync"), actual[^1]);
        var rest = new Queue<(string, string)>(_documented);
        Assert.All(actual, method =>
        {
            while (rest.Count > 0 && rest.Peek() != method)
            {
                rest.Dequeue();
            }

            Assert.True(rest.TryDequeue(out _), $"{method} is missing or out of order in the diagram of CONTRIBUTING.md");
        });
    }

    private static (string Folder, string Method)[] Documented()
    {
        var page = File.ReadAllText(Path.Combine(PowerShellHost.Root, "CONTRIBUTING.md"));
        var folders = Participant().Matches(page).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        return [.. Message().Matches(page).Select(match => (folders[match.Groups[1].Value], match.Groups[2].Value))];
    }

    [GeneratedRegex(@"^    participant (\w+) as (\S+)", RegexOptions.Multiline)]
    private static partial Regex Participant();

    [GeneratedRegex(@"^    \w+->>(\w+): (\S+)", RegexOptions.Multiline)]
    private static partial Regex Message();

    /// <summary>Keeps the stack of the first request for an object, from the outermost method of the module.</summary>
    private sealed partial class RequestListener(string id) : EventListener
    {
        public (string Folder, string Method)[] Methods { get; private set; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Net.Http")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        // Runs within HttpClient.SendAsync.
        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (Methods.Length == 0 && eventData.EventName == "RequestStart"
                && eventData.Payload?.OfType<string>().Any(text => text.Contains(id, StringComparison.Ordinal)) == true)
            {
                Methods =
                [
                    .. new StackTrace().GetFrames().Reverse()
                        .Select(frame => frame.GetMethod())
                        .OfType<MethodBase>()
                        .Where(method => method.DeclaringType?.Assembly == typeof(CentryException).Assembly)
                        .Select(method => (Folder(method.DeclaringType!), Name(method)))
                        .Distinct(), // an async method also appears as its state machine
                ];
            }
        }

        private static string Folder(Type type) => type.Namespace!["CentryPS".Length..].TrimStart('.').Replace('.', '/');

        // The state machine of an async method is a type <Method>d__1, and a lambda a method <Method>b__1.
        private static string Name(MethodBase method)
        {
            var type = method.DeclaringType!;
            var outer = type.FullName!.Split('+')[0].Split('.')[^1].Split('`')[0];
            var generated = Generated().Match(method.Name.StartsWith('<') ? method.Name : type.Name);
            return outer + "." + (!generated.Success ? method.Name
                : generated.Groups[1].Value + (generated.Groups[2].Value == "b" ? "(call)" : string.Empty));
        }

        [GeneratedRegex("^<(.+)>(b|d)__")]
        private static partial Regex Generated();
    }
}

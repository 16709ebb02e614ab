using System.Collections;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Commands;

/// <summary>Calls any endpoint of the API, with the session's sign-in, retries and paging.</summary>
[Cmdlet(
    VerbsLifecycle.Invoke,
    "CentryRequest",
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Invoke-CentryRequest.md")]
[OutputType(typeof(PSObject))]
public sealed class InvokeCentryRequestCommand : CentrySessionCommand
{
    /// <summary>The path below <c>/conexion/v1/</c>, such as <c>products.json</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(PathCompleter))]
    public string Path { get; set; } = string.Empty;

    /// <summary>The HTTP method.</summary>
    [Parameter]
    [ValidateSet("Get", "Post", "Put", "Patch", "Delete")]
    public string Method { get; set; } = "Get";

    /// <summary>The query, by name; a null value is a flag.</summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>What to send: an object, which is sent as JSON, or a string, which is JSON already.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? Body { get; set; }

    /// <summary>Follows a list to its end.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForInput(Path, Ask);

    private void Ask()
    {
        var query = QueryPairs.Read(Query);
        var call = Endpoint.Call(new HttpMethod(Method.ToUpperInvariant()), Path, query);
        if (call.IsRead && HasBody)
        {
            throw CentryException.Invalid(Messages.BodyNeedsMethod);
        }

        if (All && !call.IsRead)
        {
            throw CentryException.InvalidForAll(Messages.AllNeedsGet.With(call.Method.Method));
        }

        if (!call.IsRead && !IsAgreed(() => '/' + call.Path, () => call.Method.Method))
        {
            return;
        }

        if (All)
        {
            WriteList(query);
            return;
        }

        var asked = HasBody ? call with { Json = Json() } : call;
        var answer = PlainValue.FromJson(Send(asked));
        foreach (var item in answer as object?[] ?? [answer])
        {
            WriteResult(item);
        }
    }

    private void WriteList(IReadOnlyList<KeyValuePair<string, string?>> query)
    {
        var pages = Endpoint.List(Path, query, Caller);
        while (!pages.IsComplete)
        {
            foreach (var item in Await(pages.NextAsync()))
            {
                WriteResult(PlainValue.FromJson(item));
                Progress.Advance();
            }
        }
    }

    private bool HasBody => Body is not null || MyInvocation.BoundParameters.ContainsKey(nameof(Body));

    private object? Json() => Body.Unwrap() is string json ? new RawJson(json) : JsonKind.ToJson(PlainValue.Of(Body), nameof(Body));
}

using System.Collections;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Commands;

/// <summary>Calls any endpoint of the API with the session's authentication, retries and paging.</summary>
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

    /// <summary>The parameters of the query. A key whose value is null is sent without a value.</summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>The body: an object, which is converted to JSON, or a string of JSON.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? Body { get; set; }

    /// <summary>Gets all pages of a list.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForInput(Path, Call);

    private void Call()
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

        var result = PlainValue.FromJson(Send(HasBody ? call with { Json = Json() } : call));
        foreach (var item in result as object?[] ?? [result])
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

    private object? Json() => Body.Unwrap() is string json ? new RawJson(json)
        : JsonKind.ToJson(PlainValue.Of(Body), nameof(Body));
}

using System.Collections;
using System.Management.Automation;
using CentryPS.Http;
using CentryPS.Session;

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
    [ValidateNotNullOrEmpty]
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
    protected override void ProcessRecord() => Attempt(Path, Call);

    private void Call()
    {
        var method = new HttpMethod(Method.ToUpperInvariant());
        var target = Api.Address.Any(Path, Pairs());
        if (method != HttpMethod.Get && !ShouldProcess(target.PathAndQuery, method.Method))
        {
            return;
        }

        if (All)
        {
            WriteList();
            return;
        }

        WriteObject(PlainValue.ToPowerShell(Await(Api.InvokeAsync(method, target, Bytes(), Observer, Stop))), enumerateCollection: true);
    }

    private void WriteList()
    {
        var pages = new Pager<object?>(FetchAsync, Id, CentryApi.PageSize);
        while (!pages.IsComplete)
        {
            foreach (var item in Await(pages.NextAsync()))
            {
                WriteObject(PlainValue.ToPowerShell(item));
                Progress.Advance();
            }
        }
    }

    private async Task<IReadOnlyList<object?>> FetchAsync(string? after)
    {
        var target = Api.Address.Any(Path, new ListQuery(CentryApi.PageSize).Pairs(after).Concat(Pairs()));
        var page = await Api.InvokeAsync(HttpMethod.Get, target, body: null, Observer, Stop).ConfigureAwait(false);
        return page as object?[] ?? throw CentryErrors.Invalid(Messages.NotAList, Path);
    }

    private string Id(object? item) =>
        (item as IDictionary<string, object?>)?.TryGetValue("_id", out var id) == true && id is string text
            ? text
            : throw CentryErrors.Invalid(Messages.NotAList, Path);

    private IEnumerable<KeyValuePair<string, string?>> Pairs() =>
        (Query ?? new Hashtable()).Cast<DictionaryEntry>().Select(pair => new KeyValuePair<string, string?>(
            LanguagePrimitives.ConvertTo<string>(pair.Key),
            pair.Value is null ? null : LanguagePrimitives.ConvertTo<string>(pair.Value)));

    private byte[]? Bytes()
    {
        var body = Body is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : Body;
        return body switch
        {
            null when !MyInvocation.BoundParameters.ContainsKey(nameof(Body)) => null,
            string json => System.Text.Encoding.UTF8.GetBytes(json),
            _ => JsonBody.WriteValue(PlainValue.From(body, nameof(Body))),
        };
    }
}

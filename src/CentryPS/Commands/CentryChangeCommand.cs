using System.Globalization;
using System.Management.Automation;

namespace CentryPS.Commands;

/// <summary>A cmdlet that changes existing objects, named by id or given.</summary>
/// <remarks>
/// There is no default parameter set: the engine would bind a piped object to it by property names before it tried
/// <see cref="InputObject"/>, and the object's old values would be sent as new ones.
/// </remarks>
/// <typeparam name="TObject">The kind of object.</typeparam>
/// <typeparam name="TResult">What a change gives.</typeparam>
public abstract class CentryChangeCommand<TObject, TResult> : CentryBulkCommand<TResult>
    where TObject : CentryObject
{
    private protected const string ById = "Id";
    private protected const string ByInputObject = "InputObject";

    /// <summary>The ids of the objects.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>The objects; only their ids are used.</summary>
    [Parameter(ParameterSetName = ByInputObject, Mandatory = true, ValueFromPipeline = true)]
    public TObject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object[] targets = ParameterSetName == ById ? Id : InputObject;
        Progress.Total = MyInvocation.ExpectingInput ? null : targets.Length;
        foreach (var target in targets)
        {
            Attempt(target, () => Change(target, (target as CentryObject)?.Id ?? target as string ?? string.Empty));
        }
    }

    /// <summary>Changes one object, if the user agrees.</summary>
    private protected abstract void Change(object target, string id);

    private protected static string Text(string format, object? value) =>
        string.Format(CultureInfo.CurrentCulture, format, value);
}

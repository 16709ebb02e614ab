using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that sets the specified attributes of objects.</summary>
/// <typeparam name="T">The type of the objects.</typeparam>
public abstract class CentrySetCommand<T> : CentryChangeCommand<T>
    where T : CentryAccountObject
{
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);
    private GivenAttributes? _given;

    /// <summary>More attributes, by Centry's names.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public IDictionary? Property { get; set; }

    /// <summary>The names of attributes to clear.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string[]? Clear { get; set; }

    /// <summary>Whether the command line itself sets or clears attributes.</summary>
    private protected bool HasCommandLine => _given!.HasCommandLine;

    /// <summary>Parameters to suggest if no attribute is specified.</summary>
    private protected abstract string Suggestion { get; }

    /// <summary>
    /// The culture of amounts and dates in cells; null accepts only what every culture reads the same way.
    /// </summary>
    private protected virtual CultureInfo? CellCulture => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(input: null, () => BlankArguments.Refuse(this, nameof(Id), nameof(InputObject), "Culture"));
        _given = new GivenAttributes(GetType(), this) { Culture = CellCulture, Clear = Clear ?? [] };
        foreach (var (key, known) in _given.Parameters.Misspelt(Property))
        {
            WarnOnce(key, Messages.MisspeltAttribute.With(TerminalText.Show(key), known));
        }
    }

    /// <summary>Adds the attributes that are not set by a parameter each, and checks all of them.</summary>
    private protected virtual void Complete(IDictionary<string, object?> attributes, GivenAttributes given, Row? row)
    {
    }

    private protected override WindowCall? Plan(ChangeInput input)
    {
        var columns = input.Row?.Cells(ColumnRole.Unknown).Select(cell => cell.Column.Name);
        if (columns?.Where(_warned.Add).ToArray() is { Length: > 0 } unknown)
        {
            WriteWarning(Messages.UnknownColumns.With(_given!.Parameters.Suggest(unknown)));
        }

        var attributes = input.InRow(() => Collect(input.Row));
        if (attributes.Count > 0)
        {
            return Plan(input, new ObjectChange(input.Id, attributes));
        }

        // Blank cells change nothing.
        if (input.Row?.Has(ColumnRole.Attribute) == true)
        {
            return null;
        }

        var refusal = input.Row is null
            ? CentryException.Invalid(Messages.NothingToChange, Suggestion)
            : new CentryException(CentryErrorCode.InvalidRequest, Messages.NothingInRow) { IsFileError = true };
        return input.InRow<WindowCall?>(() => throw refusal);
    }

    /// <summary>Plans a change; returns null if the resumed run applied it, or if the user declines it.</summary>
    private protected virtual WindowCall? Plan(ChangeInput input, ObjectChange change) =>
        !Calls.IsDone(change.Id!, change.Body)
        && IsAgreed(change.Id!, input.Object, () => Messages.ActionUpdate.With(change.Describe(input.Object)))
            ? Calls.Plan(
                change.Id!,
                change.Body,
                (caller, note) => UpdateAsync(change, change, input.Object, read: null, caller, note),
                result => Emit(result, change))
            : null;

    // The question may have asked about more attributes than are sent.
    internal async Task<T> UpdateAsync(
        ObjectChange change, ObjectChange asked, CentryObject? shown, T? read, ICaller caller, ChangeNote? note)
    {
        if (await ReadBeforeAsync(asked, shown, caller, read).ConfigureAwait(false) is { } now)
        {
            note?.Update(now, change);
        }

        return await caller.SendAsync(Resource.Update(change)).ConfigureAwait(false);
    }

    /// <summary>Writes the result of a change, and warns of attributes that the response lacks.</summary>
    internal virtual void Emit(T? result, ObjectChange change)
    {
        var missing = change.Attributes.Where(sent =>
            sent.Value is not (null or "") && ObjectAttributes.Get(result!, sent.Key) is null);
        foreach (var sent in missing)
        {
            WarnOnce(sent.Key + '?', Messages.Unconfirmed.With(TerminalText.Show(sent.Key)));
        }

        WriteResult(result);
    }

    private Dictionary<string, object?> Collect(Row? row)
    {
        var attributes = _given!.Collect(Property, row);
        Complete(attributes, _given, row);
        return attributes;
    }

    private void WarnOnce(string key, string warning)
    {
        if (_warned.Add(key))
        {
            WriteWarning(warning);
        }
    }
}

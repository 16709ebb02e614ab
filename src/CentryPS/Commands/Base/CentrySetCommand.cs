using System.Collections;
using System.Collections.Concurrent;
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

/// <summary>A cmdlet that sets attributes of objects: only those that are given.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
public abstract class CentrySetCommand<T> : CentryChangeCommand<T, T>
    where T : CentryAccountObject
{
    private readonly HashSet<string> _reported = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte> _unconfirmed = new();
    private GivenAttributes? _given;

    /// <summary>Whether the command line itself sets or erases attributes.</summary>
    private protected bool HasCommandLine => _given!.HasCommandLine;

    private protected CentrySetCommand(CentryResource<T> resource)
        : base(resource)
    {
    }

    /// <summary>More attributes, by Centry's names.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public IDictionary? Property { get; set; }

    /// <summary>The names of attributes to erase.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClearCompleter))]
    public string[]? Clear { get; set; }

    /// <summary>Parameters that a user might have meant to give, for the message that says that there are none.</summary>
    private protected abstract string Suggestion { get; }

    /// <summary>How cells write amounts and dates; null accepts only what every culture reads the same way.</summary>
    private protected virtual CultureInfo? CellCulture => null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(input: null, () => BlankArguments.Refuse(this, nameof(Id), nameof(InputObject), "Culture"));
        _given = new GivenAttributes(this) { Culture = CellCulture, Clear = Clear ?? [] };
        WarnOnce(_given.Names.Misspelt(Property).Select(word => (word.Key, Messages.MisspeltAttribute.With(TerminalText.Show(word.Key), word.Known))));
    }

    /// <summary>Adds what is given in another way than by a parameter for each attribute, and checks the whole.</summary>
    private protected virtual void Complete(IDictionary<string, object?> attributes, GivenAttributes given, Row? row)
    {
    }

    private protected override PlannedCall<T>? Plan(ChangeInput input)
    {
        var unknown = input.Row?.Cells(ColumnRole.Unknown).Select(cell => cell.Column.Name).Where(_reported.Add).ToArray() ?? [];
        if (unknown.Length > 0)
        {
            WriteWarning(Messages.UnknownColumns.With(_given!.Names.Suggest(unknown)));
        }

        var attributes = input.InRow(() => Collect(input));
        if (attributes.Count == 0 && (input.Row?.Has(ColumnRole.Attribute) == true || input.Row?.Has(ColumnRole.Part) == true))
        {
            return null; // blank cells leave everything as it is
        }

        return attributes.Count == 0
            ? throw CentryException.Invalid(input.Row is null ? Messages.NothingToChange : Messages.NothingInRow, Suggestion, input.Id ?? input.Match)
            : Plan(input, new ObjectChange(input.Id, attributes));
    }

    /// <summary>The call that makes a change; null where the user does not agree, or where it is done already.</summary>
    private protected virtual PlannedCall<T>? Plan(ChangeInput input, ObjectChange change) =>
        !IsDone(change.Id!, () => change.Body) && IsAgreed(change.Id!, input.Object, () => Messages.ActionUpdate.With(change.Describe(input.Object)))
            ? Planned(change.Id!, () => change.Body, Prepared(change, input.Object, (note, now) => note.Update(now, change), Watched(change, Resource.Update(change).SendAsync)))
            : null;

    private protected override void Emit(T result, string id)
    {
        WarnOnce(_unconfirmed.Keys.Select(name => (Word: name + '?', Message: Messages.Unconfirmed.With(TerminalText.Show(name)))));
        WriteResult(result);
    }

    /// <summary>Sends a change, and takes note of attributes that the answer does not have.</summary>
    private protected Func<ICaller, Task<T>> Watched(ObjectChange change, Func<ICaller, Task<T>> send) => async caller =>
    {
        var result = await send(caller).ConfigureAwait(false);
        foreach (var name in change.Attributes.Keys.Where(name => ObjectAttributes.Get(result, name) is null && change.Attributes[name] is not (null or "")))
        {
            _unconfirmed.TryAdd(name, 0);
        }

        return result;
    };

    private Dictionary<string, object?> Collect(ChangeInput input)
    {
        var attributes = _given!.Collect(Property, input.Row);
        Complete(attributes, _given, input.Row);
        return attributes;
    }

    private void WarnOnce(IEnumerable<(string Word, string Message)> warnings)
    {
        foreach (var warning in warnings.Where(warning => _reported.Add(warning.Word)))
        {
            WriteWarning(warning.Message);
        }
    }
}

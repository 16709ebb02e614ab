using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that sets attributes of objects: only what is given.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
public abstract class CentrySetCommand<T> : CentryChangeCommand<T, T>
    where T : CentryObject
{
    private GivenAttributes? _given;

    private protected CentrySetCommand(CentryResource<T> resource)
        : base(resource)
    {
    }

    /// <summary>More attributes, by Centry's names.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [ArgumentCompleter(typeof(PropertyCompleter))]
    public IDictionary? Property { get; set; }

    /// <summary>Parameters that a user might have meant to give, for the message that says that there are none.</summary>
    private protected abstract string Suggestion { get; }

    /// <summary>How cells write amounts and dates; null for what means the same in every culture alone.</summary>
    private protected virtual CultureInfo? CellCulture => null;

    /// <summary>Whether a column that sets nothing is known all the same.</summary>
    private protected virtual bool IsKnown(string column) => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _given = new GivenAttributes(this) { Culture = CellCulture };
    }

    /// <summary>Adds what is given in another way than by a parameter for each attribute, and checks the whole.</summary>
    private protected virtual void Complete(IDictionary<string, object?> attributes, GivenAttributes given, ChangeInput input)
    {
    }

    private protected override Func<ICaller, Task<T>>? Change(ChangeInput input)
    {
        if (_given!.TakeUnknown(input, IsKnown) is { Length: > 0 } unknown)
        {
            WriteWarning(Messages.UnknownColumns.With(string.Join(", ", unknown)));
        }

        var attributes = _given.Collect(Property, input);
        Complete(attributes, _given, input);
        if (attributes.Count == 0)
        {
            throw CentryException.Invalid(input.Columns.Count > 0 ? Messages.NothingInRow : Messages.NothingToChange, Suggestion, input.Id);
        }

        return Recorded(input.Id!, JsonBody.Write(attributes), () => Agree(input, attributes));
    }

    private Func<ICaller, Task<T>>? Agree(ChangeInput input, IReadOnlyDictionary<string, object?> attributes)
    {
        var (changes, old) = Review(input, attributes);
        if (changes.Count == 0)
        {
            return this.IsWhatIf() ? null : _ => Task.FromResult((T)old!);
        }

        var send = Correct(input, attributes); // an id that is not valid is refused before anybody is asked
        return IsAgreed(old?.Id ?? input.Id, old, Messages.ActionUpdate.With(ChangeText.Of(changes, old))) ? send : null;
    }

    /// <summary>What the change comes to, for the user to agree to, and the object as it is, where that is known.</summary>
    private protected virtual (IReadOnlyDictionary<string, object?> Changes, CentryObject? Old) Review(
        ChangeInput input,
        IReadOnlyDictionary<string, object?> attributes) => (attributes, input.Object);

    /// <summary>What makes the change that the user agreed to.</summary>
    private protected virtual Func<ICaller, Task<T>> Correct(ChangeInput input, IReadOnlyDictionary<string, object?> attributes) =>
        Resource.Update(input.Id!, attributes).SendAsync;

    private protected override void Emit(T result, string id) => WriteResult(result);
}

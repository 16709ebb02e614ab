using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>Undoes what a run did: reads each object, and puts back only what is still as the run set it.</summary>
/// <param name="resource">What the run changed.</param>
/// <param name="created">The ids of the webhooks that this module created, as the journal has them.</param>
/// <param name="caller">Calls Centry.</param>
internal sealed class RunUndo(ICentryResource resource, IReadOnlyCollection<string> created, ICaller caller)
{
    // Read once, before the first webhook is created again, so that two with one address are both created.
    private readonly Lazy<Task<IReadOnlyList<CentryWebhook>>> _webhooks = new(() => Webhooks.Resource.GetAllAsync(caller));
    private readonly HashSet<string> _found = [];

    // Two clocks that agree may still be a little apart.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1); // of the times of Centry

    /// <summary>Reads an object, and says what has to be done to it.</summary>
    /// <exception cref="CentryException">It cannot be read.</exception>
    public async Task<UndoStep> LookAsync(RunEffect effect) =>
        effect.IsCreation && effect.IsRemoval ? new UndoStep(effect, CentryWebhookAction.None, null)
        : effect.IsCreation ? OfCreation(effect, await FindCreatedAsync(effect).ConfigureAwait(false))
        : effect.IsRemoval ? OfRemoval(effect, await _webhooks.Value.ConfigureAwait(false))
        : OfUpdate(effect, await ReadAsync(effect).ConfigureAwait(false));

    /// <summary>Makes a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="send">Calls Centry for it.</param>
    /// <param name="note">Notes the change before it is sent.</param>
    /// <param name="wasAsked">Whether the user was asked meanwhile, so that the object may have changed.</param>
    /// <returns>The object as it is then; null for one that was removed.</returns>
    /// <exception cref="CentryException">The object has changed, Centry refuses, or the outcome is not known.</exception>
    public async Task<CentryObject?> TakeAsync(UndoStep step, ICaller send, ChangeNote note, bool wasAsked)
    {
        if (step.IsFound)
        {
            note.Leave(step.Now!.Id);
            return step.Now;
        }

        if (step.Action == CentryWebhookAction.Create)
        {
            note.Create(step.Change.Attributes);
            var webhook = await send.SendAsync(Webhooks.Resource.Create(step.Change.Attributes)).ConfigureAwait(false);
            note.Created(webhook.Id!);
            return webhook;
        }

        var now = wasAsked ? await CheckAsync(step, send).ConfigureAwait(false) : step.Now!;
        if (step.Action == CentryWebhookAction.Remove)
        {
            note.Remove(now);
            await send.SendAsync(Webhooks.Resource.Remove(now.Id!)).ConfigureAwait(false);
            return null;
        }

        note.Update(now, step.Change);
        var result = await resource.UpdateAsync(step.Change, send).ConfigureAwait(false);
        return step.Conflicts.Count == 0 ? result : throw step.Conflict(result);
    }

    private async Task<CentryObject> ReadAsync(RunEffect effect)
    {
        var id = effect.Id ?? throw CentryException.Invalid(Messages.ChangeWithoutId, TerminalText.Show(effect.First.Line.Id));
        try
        {
            return await resource.ReadAsync(id, caller).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.NotFound)
        {
            throw exception.As(exception.ErrorCode, Messages.UndoGone.With(resource.Title.With(id))).Advising(Messages.UndoGoneAdvice);
        }
    }

    private static UndoStep OfUpdate(RunEffect effect, CentryObject now)
    {
        var conflicts = Conflicts(effect, now, attribute => attribute.IsOld(attribute.Stored(now)));
        var wanted = Attributes(effect.Attributes.Values.Where(attribute => !attribute.IsOld(attribute.Stored(now)) && attribute.IsSet(attribute.Stored(now))));
        var change = new ObjectChange(now.Id, AttributeComparison.Changes(wanted, now));
        return new UndoStep(effect, change.Attributes.Count > 0 ? CentryWebhookAction.Update : CentryWebhookAction.None, now) { Change = change, Conflicts = conflicts };
    }

    private static UndoStep OfCreation(RunEffect effect, CentryWebhook? now)
    {
        IReadOnlyList<string> conflicts = now is null ? [] : [.. Conflicts(effect, now, _ => false), .. Added(effect, now)];
        return new UndoStep(effect, now is null || conflicts.Count > 0 ? CentryWebhookAction.None : CentryWebhookAction.Remove, now) { Conflicts = conflicts };
    }

    // What somebody else set at a webhook that the run created.
    private static IEnumerable<string> Added(RunEffect effect, CentryWebhook now) => CentryTopics.All.Select(CentryTopics.AttributeName)
        .Where(name => !effect.Attributes.ContainsKey(name))
        .Select(name => new AttributeEffect(name, old: false))
        .Where(attribute => attribute.Stored(now) is true)
        .Select(attribute => attribute.Describe(now));

    private UndoStep OfRemoval(RunEffect effect, IReadOnlyList<CentryWebhook> all)
    {
        var there = all.FirstOrDefault(webhook => string.Equals(webhook.Id, effect.Id, StringComparison.OrdinalIgnoreCase)) ?? CreatedAgain(effect, all);
        if (there is not null)
        {
            return new UndoStep(effect, CentryWebhookAction.None, there)
            {
                IsFound = there.Id != effect.Id,
                Conflicts = [.. effect.Attributes.Values.Where(attribute => !attribute.IsOld(attribute.Stored(there))).Select(attribute => attribute.Describe(there))],
            };
        }

        return new UndoStep(effect, CentryWebhookAction.Create, null) { Change = new ObjectChange(null, Attributes(effect.Attributes.Values.Where(attribute => attribute.Old is not null))) };
    }

    // One with its address that is newer than the removal; what this module itself created for another webhook of that address is not it.
    private CentryWebhook? CreatedAgain(RunEffect effect, IReadOnlyList<CentryWebhook> all)
    {
        var address = CallbackKey.Of(effect.Attributes.TryGetValue("callback_url", out var url) ? url.Old as string : null);
        lock (_found) // objects are read side by side
        {
            var later = all.Where(webhook => CallbackKey.Of(webhook.CallbackUrl) == address && webhook.CreatedAt > effect.Last.Time - Precision && !_found.Contains(webhook.Id!)).ToArray();
            var same = later.FirstOrDefault(webhook => effect.Attributes.Values.All(attribute => attribute.IsOld(attribute.Stored(webhook))));
            _found.UnionWith(same is null ? [] : [same.Id!]);
            return same ?? later.FirstOrDefault(webhook => !created.Contains(webhook.Id!));
        }
    }

    private async Task<CentryWebhook?> FindCreatedAsync(RunEffect effect)
    {
        var all = await _webhooks.Value.ConfigureAwait(false);
        if (effect.Id is { } id)
        {
            return all.FirstOrDefault(webhook => string.Equals(webhook.Id, id, StringComparison.OrdinalIgnoreCase));
        }

        // Its creation was not answered. There was none of its address before, so an older one may be it where the clocks differ.
        var address = CallbackKey.Of(effect.First.Label);
        var candidates = all.Where(webhook => CallbackKey.Of(webhook.CallbackUrl) == address).ToArray();
        return candidates.Length == 0 || (candidates.Length == 1 && candidates[0].CreatedAt >= effect.First.Time - Slack) ? candidates.FirstOrDefault()
            : throw new CentryException(CentryErrorCode.Conflict, Messages.UndoSeveral.With(TerminalText.Show(effect.First.Label), string.Join(", ", candidates.Select(webhook => webhook.Id))))
                .Advising(Messages.UndoConflictAdvice);
    }

    private async Task<CentryObject> CheckAsync(UndoStep step, ICaller send)
    {
        var now = await resource.ReadAsync(step.Now!.Id!, send).ConfigureAwait(false);
        var changed = AttributeComparison.Since(step.Now, now, step.Change.Attributes, step.Effect.Attributes.Keys);
        return changed.Count == 0 ? now
            : throw new CentryException(CentryErrorCode.Conflict, Messages.ChangedSinceShown.With(TerminalText.Show(step.Label), string.Join(", ", changed)))
                .Advising(Messages.ChangedSinceShownAdvice);
    }

    private static IReadOnlyList<string> Conflicts(RunEffect effect, CentryObject now, Func<AttributeEffect, bool> isAsBefore) =>
    [
        .. effect.Attributes.Values
            .Where(attribute => attribute.IsInterrupted || attribute.HasAdded(attribute.Stored(now)) || !(isAsBefore(attribute) || attribute.IsSet(attribute.Stored(now))))
            .Select(attribute => attribute.Describe(now)),
    ];

    // Parts of an address are sent as one.
    private static Dictionary<string, object?> Attributes(IEnumerable<AttributeEffect> effects)
    {
        var attributes = new Dictionary<string, object?>();
        foreach (var effect in effects)
        {
            var (name, part) = effect.Path;
            if (part is null)
            {
                attributes[name] = effect.Old;
            }
            else if (attributes.TryGetValue(name, out var parts))
            {
                ((Dictionary<string, object?>)parts!)[part] = effect.Old;
            }
            else
            {
                attributes[name] = new Dictionary<string, object?> { [part] = effect.Old };
            }
        }

        return attributes;
    }
}

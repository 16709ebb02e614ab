using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>Undoes a run: reads each object, and restores only values that are still as the run set them.</summary>
/// <param name="resource">The collection that the run changed.</param>
/// <param name="journal">The changes of all runs of the journal.</param>
/// <param name="caller">The caller with which the objects are read.</param>
internal sealed class RunUndo(ICentryResource resource, IEnumerable<RecordedChange> journal, ICaller caller)
{
    private static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1); // of Centry's times

    // Read only once: if two removed webhooks have the same callback URL, both are created again.
    private readonly Lazy<Task<IReadOnlyList<CentryWebhook>>> _webhooks =
        new(() => Webhooks.Resource.GetAllAsync(caller));

    private readonly HashSet<string?> _created =
        [.. journal.Where(change => change.Old is null).Select(change => change.Id)];

    private readonly HashSet<string> _matched = [];

    /// <summary>Reads an object and plans the step that restores it.</summary>
    /// <exception cref="CentryException">The object cannot be read, or no attribute can be restored.</exception>
    public async Task<UndoStep> PlanAsync(RunEffect effect)
    {
        var step = effect is { IsCreation: true, IsRemoval: true } ? new UndoStep(effect, null, ObjectChange.None, [])
            : effect.IsCreation ? UndoCreation(effect, await FindCreatedAsync(effect).ConfigureAwait(false))
            : effect.IsRemoval ? UndoRemoval(effect, await _webhooks.Value.ConfigureAwait(false))
            : UndoUpdate(effect, await ReadAsync(effect).ConfigureAwait(false));
        return step.Action == CentryWebhookAction.None && step.Conflicts.Count > 0
            ? throw step.Conflict(answer: null)
            : step;
    }

    /// <summary>Applies a step. After a prompt, first checks that the object has not changed meanwhile.</summary>
    /// <returns>The resulting object; null if it was removed.</returns>
    /// <exception cref="CentryException">The object has changed, Centry refuses, or the outcome is unknown.</exception>
    public async Task<CentryObject?> ApplyAsync(UndoStep step, ICaller send, ChangeNote? note, bool wasAsked)
    {
        if (step.IsFound)
        {
            note?.StartWithoutChange(step.Now!.Id);
            return step.Now;
        }

        if (step.Action == CentryWebhookAction.Create)
        {
            return await Webhooks.Resource.CreateAsync(step.Attributes, send, note).ConfigureAwait(false);
        }

        var now = step.Now!;
        if (wasAsked)
        {
            now = await resource.ReadAsync(now.Id!, send).ConfigureAwait(false);
            AttributeComparison.CheckUnchanged(step.Now!, now, step.Attributes, step.Effect.Attributes.Keys);
        }

        if (step.Action == CentryWebhookAction.Remove)
        {
            note?.StartRemoval(now);
            await send.SendAsync(Webhooks.Resource.Remove(now.Id!)).ConfigureAwait(false);
            return null;
        }

        note?.StartUpdate(now, step.Change);
        var result = await resource.UpdateAsync(step.Change, send).ConfigureAwait(false);
        return step.Conflicts.Count == 0 ? result : throw step.Conflict(result);
    }

    private async Task<CentryObject> ReadAsync(RunEffect effect)
    {
        var id = effect.Id
            ?? throw CentryException.Invalid(Messages.ChangeWithoutId, TerminalText.Show(effect.First.Line.Id));
        try
        {
            return await resource.ReadAsync(id, caller).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.NotFound)
        {
            throw exception.As(exception.ErrorCode, Messages.UndoGone.With(resource.Title.With(id)))
                .Advising(Messages.UndoGoneAdvice);
        }
    }

    private static UndoStep UndoUpdate(RunEffect effect, CentryObject now)
    {
        var old = effect.OldValues(attribute =>
            !attribute.IsOld(attribute.Stored(now)) && attribute.IsSet(attribute.Stored(now)));
        return new UndoStep(effect, now, AttributeComparison.Changes(old, now), [.. Conflicts(effect, now)]);
    }

    private static UndoStep UndoCreation(RunEffect effect, CentryWebhook? now) => new(
        effect,
        now,
        ObjectChange.None,
        now is null ? [] : [.. Conflicts(effect, now), .. TopicsTurnedOn(effect, now)]);

    // Describes the topics that were turned on elsewhere after the run created the webhook.
    private static IEnumerable<string> TopicsTurnedOn(RunEffect effect, CentryWebhook now) => CentryTopics.All
        .Where(now.Topic.Contains)
        .Select(CentryTopics.AttributeName)
        .Where(name => !effect.Attributes.ContainsKey(name))
        .Select(name => new AttributeEffect(name, old: false).Describe(now));

    private UndoStep UndoRemoval(RunEffect effect, IReadOnlyList<CentryWebhook> all)
    {
        if ((FindById(all, effect.Id) ?? FindCreatedAgain(effect, all)) is not { } existing)
        {
            return new UndoStep(effect, null, effect.OldValues(attribute => attribute.Old is not null), []);
        }

        var conflicts = effect.Attributes.Values
            .Where(attribute => !attribute.IsOld(attribute.Stored(existing)))
            .Select(attribute => attribute.Describe(existing));
        return new UndoStep(effect, existing, ObjectChange.None, [.. conflicts]);
    }

    // Finds a webhook with the same callback URL that is newer than the removal. Excludes those that this module
    // created for other removed webhooks with that URL.
    private CentryWebhook? FindCreatedAgain(RunEffect effect, IReadOnlyList<CentryWebhook> all)
    {
        var url = effect.Attributes.TryGetValue("callback_url", out var attribute) ? attribute.Old as string : null;
        lock (_matched) // steps are planned concurrently
        {
            var later = all
                .Where(webhook => CallbackKey.AreEqual(webhook.CallbackUrl, url)
                    && webhook.CreatedAt > effect.Last.Time - Precision
                    && !_matched.Contains(webhook.Id!))
                .ToArray();
            var same = later.FirstOrDefault(webhook =>
                effect.Attributes.Values.All(attribute => attribute.IsOld(attribute.Stored(webhook))));
            _matched.UnionWith(same is null ? [] : [same.Id!]);
            return same ?? later.FirstOrDefault(webhook => !_created.Contains(webhook.Id));
        }
    }

    private async Task<CentryWebhook?> FindCreatedAsync(RunEffect effect)
    {
        var all = await _webhooks.Value.ConfigureAwait(false);
        if (effect.Id is not null)
        {
            return FindById(all, effect.Id);
        }

        // The response to the creation was lost. No webhook had the callback URL before, so a slightly older one may be
        // the created one if the clocks differ.
        var candidates = all.Where(webhook => CallbackKey.AreEqual(webhook.CallbackUrl, effect.First.Label)).ToArray();
        if (candidates.Length == 0
            || (candidates.Length == 1
                && candidates[0].CreatedAt >= effect.First.StartTime - WebhookCreation.ClockTolerance))
        {
            return candidates.FirstOrDefault();
        }

        var ids = string.Join(", ", candidates.Select(webhook => webhook.Id));
        var message = Messages.UndoSeveral.With(TerminalText.Show(effect.First.Label), ids);
        throw new CentryException(CentryErrorCode.Conflict, message).Advising(Messages.UndoConflictAdvice);
    }

    private static CentryWebhook? FindById(IReadOnlyList<CentryWebhook> all, string? id) =>
        all.FirstOrDefault(webhook => string.Equals(webhook.Id, id, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Conflicts(RunEffect effect, CentryObject now) => effect.Attributes.Values
        .Where(attribute => attribute.IsInterrupted
            || attribute.HasAdded(attribute.Stored(now))
            || !(attribute.IsSet(attribute.Stored(now))
                || (!effect.IsCreation && attribute.IsOld(attribute.Stored(now)))))
        .Select(attribute => attribute.Describe(now));
}

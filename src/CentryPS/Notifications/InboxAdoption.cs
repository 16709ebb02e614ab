namespace CentryPS.Notifications;

/// <summary>Passes on the files that an inbox takes over: notifications to the queue, unreadable lines to the dead letters.</summary>
/// <param name="options">How the inbox is used.</param>
/// <param name="folder">Its files.</param>
/// <param name="dead">Its dead letters.</param>
/// <param name="writer">Keeps the last date of files that go.</param>
/// <param name="warn">Receives warnings.</param>
/// <param name="give">Receives the notifications that this pipeline wants.</param>
internal sealed class InboxAdoption(
    InboxOptions options,
    InboxFolder folder,
    DeadFolder dead,
    InboxWriter writer,
    Action<string> warn,
    Action<IReadOnlyList<InboxEntry>> give)
{
    private bool _isAheadReported;

    /// <summary>Passes on what was left in files. A file that fails is reported, and the others go on.</summary>
    public void Adopt(IReadOnlyList<InboxFile> left)
    {
        foreach (var file in left)
        {
            _ = Guard.TryRun(() => Adopt(file), exception => warn(Messages.InboxFileUnusable.With(file.Name, InboxFolder.Reason(exception).TrimEnd('.'))));
        }
    }

    private void Adopt(InboxFile file)
    {
        ReportAhead(file.Left.AheadReceivedAt);
        var hasDamage = file.Left.Damaged.Count > 0;
        var isKept = hasDamage && dead.TryKeep(file);
        if (isKept)
        {
            file.Release();
        }

        if (file.Left.IsEdited && hasDamage == isKept && folder.TryRewrite(file) is { } rewritten)
        {
            Give(rewritten);
        }

        Give(file);
    }

    private void Give(InboxFile file)
    {
        var wanted = new List<InboxEntry>();
        var others = new List<InboxEntry>();
        file.Left.Waiting.ForEach(entry => (options.IsWanted(entry.ToNotification()) ? wanted : others).Add(entry));
        if (others.Count > 0)
        {
            folder.Leave(file);
            file.Leave(others);
        }

        give(wanted);
        if (writer.TryRemember(file))
        {
            file.Release();
        }
    }

    private void ReportAhead(DateTimeOffset? date)
    {
        if (date is not null && !_isAheadReported)
        {
            _isAheadReported = true;
            warn(Messages.InboxAhead.With(folder.Path, date.Value.ToLocalTime()));
        }
    }
}

using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Base;

/// <summary>
/// The rows that fail because of their file: its encoding, or its columns. The first one has its own error; one more
/// error names the others.
/// </summary>
internal sealed class MisreadRows
{
    private readonly List<(string? Id, object? Input)> _others = [];
    private bool _hasFirst;

    /// <summary>Keeps a row for the last error, if its error is about the file and is not the first one.</summary>
    public bool TryAdd(CentryException error, string? id, object? input)
    {
        var isOther = error.IsFileError && _hasFirst;
        _hasFirst |= error.IsFileError;
        if (isOther)
        {
            _others.Add((id, input));
        }

        return isOther;
    }

    /// <summary>Reports the kept rows, once.</summary>
    public void Report(Action<CentryException, object?> report)
    {
        if (_others.Count > 0)
        {
            var ids = BulkOutcomes.List([.. _others.Select(row => TerminalText.Show(row.Id ?? string.Empty))]);
            var inputs = _others.Select(row => row.Input).ToArray();
            _others.Clear();
            report(CentryException.Invalid(Messages.MoreMisread, inputs.Length, ids), inputs);
        }
    }
}

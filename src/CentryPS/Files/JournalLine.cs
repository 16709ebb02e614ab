namespace CentryPS.Files;

/// <summary>A line of a journal of changes: one change is about to be sent, or its outcome is known.</summary>
/// <param name="Id">The id of the object, or the text that it is found by.</param>
/// <param name="Change">A digest that tells the changes of one object apart.</param>
/// <param name="Outcome">What is known of the change.</param>
internal sealed record JournalLine(string Id, string Change, CentryChangeOutcome Outcome)
{
    /// <summary>The columns of a journal.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["run", "time", "server", "company_id", "command", "id", "change", "outcome", "error_code", "message", "old", "new"];

    /// <summary>The id of the run: one command, and those that resume it.</summary>
    public string Run { get; init; } = string.Empty;

    /// <summary>The server, company and command of the run.</summary>
    public JournalSource Source { get; init; } = new(string.Empty, null, string.Empty);

    /// <summary>When the line was written, in ISO 8601.</summary>
    public string Time { get; init; } = string.Empty;

    /// <summary>The code of the error, if there was one.</summary>
    public string ErrorCode { get; init; } = string.Empty;

    /// <summary>The message of the error, if there was one.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>The old values as JSON; empty where the run does not keep them, or where the object did not exist.</summary>
    public string Old { get; init; } = string.Empty;

    /// <summary>The new values as JSON; empty where the run does not keep them, or where the object was removed.</summary>
    public string New { get; init; } = string.Empty;

    /// <summary>The cells, in the order of <see cref="Columns"/>.</summary>
    public IReadOnlyList<string> Cells =>
        [Run, Time, Source.Server, Source.Company ?? string.Empty, Source.Command, Id, Change, Outcome.ToString(), ErrorCode, Message, Old, New];

    /// <summary>Reads a row; null where it is no line of a journal.</summary>
    public static JournalLine? Of(IReadOnlyList<string> cells) =>
        cells.Count == Columns.Count && Enum.TryParse<CentryChangeOutcome>(cells[7], out var outcome)
            ? new(cells[5], cells[6], outcome)
            {
                Run = cells[0],
                Source = new(cells[2], cells[3].Length > 0 ? cells[3] : null, cells[4]),
                Time = cells[1],
                ErrorCode = cells[8],
                Message = cells[9],
                Old = cells[10],
                New = cells[11],
            }
            : null;
}

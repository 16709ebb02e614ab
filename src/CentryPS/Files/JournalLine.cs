namespace CentryPS.Files;

/// <summary>A line of a journal: a change that is about to be sent, or the outcome of one.</summary>
/// <param name="Id">The id of the object, or the text by which it is found.</param>
/// <param name="Change">A digest that distinguishes the changes of an object.</param>
/// <param name="Outcome">The outcome of the change.</param>
internal sealed record JournalLine(string Id, string Change, CentryChangeOutcome Outcome)
{
    /// <summary>The columns of a journal.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "run", "time", "server", "company_id", "command",
        "id", "change", "outcome", "error_code", "message", "old", "new",
    ];

    /// <summary>The id of the run: a command and the commands that resume it.</summary>
    public string Run { get; init; } = string.Empty;

    /// <summary>The server, company and command of the run.</summary>
    public JournalSource Source { get; init; } = new(string.Empty, null, string.Empty);

    /// <summary>The time at which the line was written, in ISO 8601.</summary>
    public string Time { get; init; } = string.Empty;

    /// <summary>The time of the first line of the change, which was written before it was sent.</summary>
    public string StartTime { get => field.Length > 0 ? field : Time; init; } = string.Empty;

    /// <summary>The error code; empty if there was no error.</summary>
    public string ErrorCode { get; init; } = string.Empty;

    /// <summary>The error message; empty if there was no error.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>The old values as JSON; empty if the run does not record them or the object did not exist.</summary>
    public string Old { get; init; } = string.Empty;

    /// <summary>The new values as JSON; empty if the run does not record them or the object was removed.</summary>
    public string New { get; init; } = string.Empty;

    /// <summary>The cells, in the order of <see cref="Columns"/>.</summary>
    public IReadOnlyList<string> Cells =>
    [
        Run, Time, Source.Server, Source.Company ?? string.Empty, Source.Command,
        Id, Change, Outcome.ToString(), ErrorCode, Message, Old, New,
    ];

    /// <summary>Reads a row; null if it is not a line of a journal.</summary>
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

using CentryPS.Http.Pacing;

namespace CentryPS.Tests.Support;

/// <summary>Makes attempts in a session without a server.</summary>
internal static class PaceExtensions
{
    /// <summary>Makes an attempt with an outcome and returns the verdict.</summary>
    public static async Task<Verdict> AttemptAsync(this Pace pace, Outcome outcome)
    {
        var turn = new Turn(isRead: true);
        await pace.EnterAsync(turn, isFirst: false, CancellationToken.None);
        return pace.Leave(turn, outcome);
    }

    /// <summary>Makes a failing attempt that may be retried.</summary>
    public static Task<Verdict> FailAsync(this Pace pace, PaceSignal signal = PaceSignal.None) =>
        pace.AttemptAsync(new Outcome(signal, MayRepeat: true));

    /// <summary>Spends retries of the budget with failing attempts.</summary>
    public static async Task SpendAsync(this Pace pace, int retries, PaceSignal signal = PaceSignal.None)
    {
        for (var i = 0; i < retries; i++)
        {
            Assert.NotNull((await pace.FailAsync(signal)).Wait);
        }
    }
}

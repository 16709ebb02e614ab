using CentryPS.Http.Pacing;

namespace CentryPS.Tests.Support;

/// <summary>Makes calls of one attempt in a session, without a server.</summary>
internal static class PaceExtensions
{
    /// <summary>Makes an attempt with an outcome, and returns what follows it.</summary>
    public static async Task<Verdict> AttemptAsync(this Pace pace, Outcome outcome)
    {
        var turn = new Turn(isRead: true);
        await pace.EnterAsync(turn, isFirst: false, CancellationToken.None);
        return pace.Leave(turn, outcome);
    }

    /// <summary>Makes an attempt that fails and may be repeated.</summary>
    public static Task<Verdict> FailAsync(this Pace pace, PaceSignal signal = PaceSignal.None) =>
        pace.AttemptAsync(new Outcome(signal, MayRepeat: true));

    /// <summary>Makes attempts that fail, of which each may be repeated.</summary>
    public static async Task SpendAsync(this Pace pace, int retries, PaceSignal signal = PaceSignal.None)
    {
        for (var i = 0; i < retries; i++)
        {
            Assert.NotNull((await pace.FailAsync(signal)).Wait);
        }
    }
}

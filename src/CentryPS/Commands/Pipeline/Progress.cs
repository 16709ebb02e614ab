using System.Management.Automation;

namespace CentryPS.Commands.Pipeline;

/// <summary>Tells how far a command is that takes longer than a moment; says nothing of a quick one.</summary>
internal sealed class Progress(Cmdlet cmdlet, string activity, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly long _started = time.GetTimestamp();
    private TimeSpan _next = Moment;
    private int _done;
    private bool _isShown;

    /// <summary>How many there will be, where that is known.</summary>
    public int? Total { get; set; }

    /// <summary>Whether it is Centry that sets the pace.</summary>
    public bool IsSlowed { get; set; }

    /// <summary>One more is done.</summary>
    public void Advance()
    {
        _done++;
        if (IsDue)
        {
            var status = (Total is null ? Messages.ProgressCount : Messages.ProgressOf).With(_done, Rate, Total);
            Show(IsSlowed ? Messages.ProgressSlowed.With(status) : status);
        }
    }

    /// <summary>A call is to wait for so long.</summary>
    public void Wait(TimeSpan delay)
    {
        if (delay > Moment && (IsDue || !_isShown))
        {
            Show(Messages.ProgressWaiting.With(delay.TotalSeconds));
        }
    }

    /// <summary>Tells how it is with the command.</summary>
    public void Show(string status)
    {
        _next = Elapsed + Pause;
        _isShown = true;
        var record = new ProgressRecord(0, activity, status);
        if (Total is { } total && total > 0 && _done > 0)
        {
            record.PercentComplete = (int)Math.Min(100, 100L * _done / total);
            record.SecondsRemaining = (int)Math.Max(0, (total - _done) / Rate);
        }

        cmdlet.WriteProgress(record);
    }

    /// <summary>Takes it off the screen.</summary>
    public void End()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, activity, activity) { RecordType = ProgressRecordType.Completed });
        }
    }

    private TimeSpan Elapsed => time.GetElapsedTime(_started);

    private bool IsDue => Elapsed >= _next;

    private double Rate => _done / Elapsed.TotalSeconds;
}

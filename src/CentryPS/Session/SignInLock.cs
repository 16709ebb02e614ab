using System.Globalization;
using System.Text;

namespace CentryPS.Session;

/// <summary>
/// A lock between the processes of this user: a file that nobody else can open, which works on every system, may be given
/// up by any thread, and ends with the process, however it ends. Those who wait take their turns in the order in which they
/// came. Nothing secret is in the file, only the number that its last holder noted.
/// </summary>
internal sealed class SignInLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly FileStream _held;

    private SignInLock(FileStream held) => _held = held;

    /// <summary>The number noted last; 0 where none was.</summary>
    public int Number
    {
        get
        {
            var text = new byte[16];
            _held.Position = 0;
            var length = _held.Read(text, 0, text.Length);
            return int.TryParse(Encoding.ASCII.GetString(text, 0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }
    }

    /// <summary>Waits until nobody has it.</summary>
    /// <param name="of">What it is for.</param>
    /// <param name="time">The clock of the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CentryException">Another process has it for too long, or the file cannot be made.</exception>
    public static async Task<SignInLock> TakeAsync(string of, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var file = Path.Combine(LockFolder.Find(), Encoding.UTF8.GetBytes(of.ToUpperInvariant()).ToSha256().Substring(0, 32));
        using var queue = new LockQueue(file);
        while (true)
        {
            if (queue.IsFirst() && TryOpen(file + ".lock") is { } held)
            {
                return new SignInLock(held);
            }

            if (time.GetElapsedTime(started) > Patience)
            {
                throw new CentryException(CentryErrorCode.Timeout, Messages.SignInBusy.With(file + ".lock")) { Advice = Messages.SignInBusyAdvice };
            }

            queue.Join();
            await time.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes a number for whoever has the lock next.</summary>
    public void Note(int number)
    {
        var text = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
        _held.Position = 0;
        _held.Write(text, 0, text.Length);
        _held.SetLength(text.Length);
        _held.Flush(flushToDisk: true);
    }

    /// <summary>Gives it up. The file stays: removing it would take it from under one that waits.</summary>
    public void Dispose() => _held.Dispose();

    private static FileStream? TryOpen(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LockFolder.Problem(file, exception);
        }
    }
}

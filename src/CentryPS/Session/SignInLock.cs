using System.Globalization;
using System.Text;

namespace CentryPS.Session;

/// <summary>
/// A lock between the processes of this user: a file that no other process can open. It works on every system, any
/// thread can release it, and it ends with the process, even one that is killed. Processes get it in the order of their
/// arrival. The file contains nothing secret, only the number that its last holder noted.
/// </summary>
internal sealed class SignInLock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly FileStream _file;

    private SignInLock(FileStream file) => _file = file;

    /// <summary>The number noted last; 0 for none.</summary>
    public int Number
    {
        get
        {
            var bytes = new byte[16];
            _file.Position = 0;
            var text = Encoding.ASCII.GetString(bytes, 0, _file.Read(bytes, 0, bytes.Length));
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }
    }

    /// <summary>Waits for the lock of a subject and takes it.</summary>
    /// <exception cref="CentryException">Another process holds it too long, or the file cannot be created.</exception>
    public static async Task<SignInLock> TakeAsync(
        string subject,
        TimeProvider time,
        CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var name = Encoding.UTF8.GetBytes(subject.ToUpperInvariant()).ToSha256().Substring(0, 32);
        var path = Path.Combine(LockFolder.Find(), name);
        using var queue = new LockQueue(path);
        while (true)
        {
            if (queue.IsFirst() && TryOpen(path + ".lock") is { } file)
            {
                return new SignInLock(file);
            }

            if (time.GetElapsedTime(started) > Timeout)
            {
                throw new CentryException(CentryErrorCode.Timeout, Messages.SignInBusy.With(path + ".lock"))
                {
                    Advice = Messages.SignInBusyAdvice,
                };
            }

            queue.Join();
            await time.Delay(Interval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes a number for the next holder.</summary>
    public void Note(int number)
    {
        var text = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
        _file.Position = 0;
        _file.Write(text, 0, text.Length);
        _file.SetLength(text.Length);
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Releases the lock. The file stays: another process may be about to open it.</summary>
    public void Dispose() => _file.Dispose();

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

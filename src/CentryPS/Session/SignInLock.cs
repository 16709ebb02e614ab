using System.Globalization;
using System.Text;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// What one process of this user has at a time: a file that is open for nobody else, which is a lock between processes on
/// every system, may be given up by any thread, and ends with the process, however it ends. Nothing secret is in the file,
/// only how often the sign-in was written.
/// </summary>
internal sealed class SignInLock : IDisposable
{
    private const int LongestNote = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly FileStream _held;

    private SignInLock(FileStream held) => _held = held;

    /// <summary>How often a sign-in was written at least; 0 where that is not known.</summary>
    /// <param name="id">The sign-in.</param>
    public int NumberOf(string? id)
    {
        var text = new byte[LongestNote];
        _held.Position = 0;
        var noted = Encoding.ASCII.GetString(text, 0, _held.Read(text, 0, text.Length)).Split(' ');
        return noted.Length == 2 && noted[0] == id && int.TryParse(noted[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>Waits until nobody has it.</summary>
    /// <param name="of">What it is for.</param>
    /// <param name="time">The clock of the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CentryException">Another process has it for too long, or the file cannot be made.</exception>
    public static async Task<SignInLock> TakeAsync(string of, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var file = Path.Combine(Folder(), Encoding.UTF8.GetBytes(of.ToUpperInvariant()).ToSha256().Substring(0, 32) + ".lock");
        while (true)
        {
            try
            {
                return new SignInLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
            }
            catch (IOException exception) when (File.Exists(file))
            {
                if (time.GetElapsedTime(started) > Patience)
                {
                    throw new CentryException(CentryErrorCode.Timeout, Messages.SignInBusy.With(of, file), exception) { Advice = Messages.SignInBusyAdvice };
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CentryException(CentryErrorCode.NotConnected, Messages.SignInLockFailed.With(file, exception.Message), exception) { Advice = Messages.SignInLockFailedAdvice };
            }

            await time.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes how often a sign-in was written, for whoever has it next.</summary>
    public void Note(KeptSignIn kept)
    {
        var text = Encoding.ASCII.GetBytes($"{kept.Id} {kept.Number.ToString(CultureInfo.InvariantCulture)}");
        _held.Position = 0;
        _held.Write(text, 0, text.Length);
        _held.SetLength(text.Length);
        _held.Flush(flushToDisk: true);
    }

    /// <summary>Gives it up. The file stays: who removed it would take it from under one that waits.</summary>
    public void Dispose() => _held.Dispose();

    private static string Folder()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        var folder = Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), "CentryPS", "SignIn");
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CentryException(CentryErrorCode.NotConnected, Messages.SignInLockFailed.With(folder, exception.Message), exception) { Advice = Messages.SignInLockFailedAdvice };
        }
    }
}

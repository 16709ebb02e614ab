using System.Runtime.InteropServices;

namespace CentryPS;

/// <summary>Provides the same methods on .NET and .NET Framework.</summary>
internal static class FrameworkCompatibility
{
    public static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

#if NETFRAMEWORK
    public static Task<Stream> OpenAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
    }

    public static Task<int> ReadIntoAsync(
        this Stream stream,
        byte[] buffer,
        int offset,
        CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer, offset, buffer.Length - offset, cancellationToken);

    public static Task WaitAsync(this Task task, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public static Task<T> WaitAsync<T>(this Task<T> task, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public static byte[] HashSha256(this byte[] bytes)
    {
        using var hash = System.Security.Cryptography.SHA256.Create();
        return hash.ComputeHash(bytes);
    }

    public static string ToSha256(this byte[] bytes) =>
        BitConverter.ToString(bytes.HashSha256()).Replace("-", string.Empty);
#else
    public static Task<Stream> OpenAsync(this HttpContent content, CancellationToken cancellationToken) =>
        content.ReadAsStreamAsync(cancellationToken);

    public static ValueTask<int> ReadIntoAsync(
        this Stream stream,
        byte[] buffer,
        int offset,
        CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer.AsMemory(offset), cancellationToken);

    public static CancellationTokenSource CreateCancellationTokenSource(this TimeProvider time, TimeSpan delay) =>
        new(delay, time);

    public static Task Delay(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, time, cancellationToken);

    public static byte[] HashSha256(this byte[] bytes) => System.Security.Cryptography.SHA256.HashData(bytes);

    public static string ToSha256(this byte[] bytes) => Convert.ToHexString(bytes.HashSha256());
#endif
}

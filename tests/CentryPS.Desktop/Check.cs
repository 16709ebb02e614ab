namespace CentryPS.Desktop;

/// <summary>Assertions.</summary>
internal static class Check
{
    /// <summary>Throws if two values differ.</summary>
    public static void Equal<T>(T expected, T actual, string subject)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"{subject}: expected {expected}, actual {actual}");
        }
    }
}

namespace CentryPS.Desktop;

/// <summary>What must be so.</summary>
internal static class Check
{
    /// <summary>Throws where two differ.</summary>
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"{what}: {actual} instead of {expected}");
        }
    }
}

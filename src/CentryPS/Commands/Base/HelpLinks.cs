namespace CentryPS.Commands.Base;

/// <summary>Where help is on the web.</summary>
internal static class HelpLinks
{
    public const string Root = Docs + "en-US/";

    private const string Docs = "https://github.com/centryps/CentryPS/blob/main/docs/";

    /// <summary>Where to read what to do about an error, in the user's language.</summary>
    public static string Of(CentryErrorCode code) => $"{Docs}{Messages.ErrorPage}#{code.ToString().ToLowerInvariant()}";
}

namespace CentryPS.Commands.Base;

/// <summary>The URLs of the online help.</summary>
internal static class HelpLinks
{
    public const string Root = Docs + "en-US/";

    private const string Docs = "https://github.com/centryps/CentryPS/blob/main/docs/";

    /// <summary>Returns the URL of the help for an error code, in the user's language.</summary>
    public static string Of(CentryErrorCode code) => $"{Docs}{Messages.ErrorPage}#{code.ToString().ToLowerInvariant()}";
}

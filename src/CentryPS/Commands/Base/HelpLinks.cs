namespace CentryPS.Commands.Base;

/// <summary>Where help is on the web.</summary>
internal static class HelpLinks
{
    public const string Root = "https://github.com/centryps/CentryPS/blob/main/docs/en-US/";
}

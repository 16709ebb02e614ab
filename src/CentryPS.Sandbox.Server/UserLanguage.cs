using System.Globalization;

namespace CentryPS.Sandbox.Server;

/// <summary>The language of the output of the sandbox programs.</summary>
public static class UserLanguage
{
    /// <summary>True if the user interface culture is Spanish.</summary>
    public static bool IsSpanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es";

    /// <summary>Returns the text in the user's language: Spanish or, for any other language, English.</summary>
    public static string Text(string english, string spanish) => IsSpanish ? spanish : english;
}

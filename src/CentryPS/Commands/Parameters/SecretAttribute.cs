using System.Globalization;
using CentryPS.Session;

namespace CentryPS.Commands.Parameters;

/// <summary>Takes a SecureString, or a plain string and hides it in one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : ReaderAttribute
{
    private protected override object ReadText(string text, CultureInfo? culture) => Secret.Hide(text);
}

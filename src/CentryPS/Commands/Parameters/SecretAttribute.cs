using CentryPS.Session;

namespace CentryPS.Commands.Parameters;

/// <summary>Accepts a SecureString, or a string, which is converted to one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : ReaderAttribute
{
    private protected override object? Read(object? value) =>
        value is string text ? Secret.ToSecureString(text) : value;
}

using CentryPS.Session;

namespace CentryPS.Commands.Parameters;

/// <summary>Takes a SecureString, or a plain string, which it turns into one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : ReaderAttribute
{
    private protected override object? Read(object? value) =>
        value is string text ? Secret.ToSecureString(text) : value;
}

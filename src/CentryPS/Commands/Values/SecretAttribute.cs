using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Takes a SecureString, or a plain string and hides it in one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : CellAttribute
{
    private protected override object Read(string text) => Secret.Hide(text);
}

namespace CentryPS.Commands.Parameters;

/// <summary>Reads one topic, in Centry's or PowerShell's spelling.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneTopicAttribute : ReaderAttribute
{
    private protected override object? Read(object? value) =>
        value is string text ? TopicAttribute.One(text.Trim()) : value;
}

using System.Globalization;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads one topic, in either spelling.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneTopicAttribute : ReaderAttribute
{
    private protected override object? ReadText(string text, CultureInfo? culture) => TopicAttribute.One(text.Trim());
}

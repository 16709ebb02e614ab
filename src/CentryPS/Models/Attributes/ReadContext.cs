using System.Globalization;

namespace CentryPS.Models.Attributes;

/// <summary>The context in which a value is read.</summary>
/// <param name="Source">The source of the value.</param>
/// <param name="Culture">The culture of amounts and dates; null accepts only text that is unambiguous.</param>
internal readonly record struct ReadContext(ValueSource Source, CultureInfo? Culture = null);

using System.Globalization;

namespace CentryPS.Models.Attributes;

/// <summary>What a reader needs to know beside the value.</summary>
/// <param name="Source">Where the value was written.</param>
/// <param name="Culture">How text writes amounts and dates; null accepts only what every culture reads the same way.</param>
internal readonly record struct ReadContext(ValueSource Source, CultureInfo? Culture = null);

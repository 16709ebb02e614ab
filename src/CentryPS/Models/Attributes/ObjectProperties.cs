namespace CentryPS.Models.Attributes;

/// <summary>The properties of an object passed to a command, as opposed to a hashtable that a user wrote.</summary>
internal sealed class ObjectProperties : Dictionary<string, object?>;

namespace CentryPS.Models.Attributes;

/// <summary>The properties of an object that a command was given, as opposed to the keys that a person wrote in a hashtable.</summary>
internal sealed class GivenObject : Dictionary<string, object?>;

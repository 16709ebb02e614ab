namespace CentryPS.Models.Attributes;

/// <summary>A number on the command line with its typed characters, such as <c>0001234</c> for 1234.</summary>
internal sealed record NumberToken(string Text, object Number);

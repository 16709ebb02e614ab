namespace CentryPS.Models.Attributes;

/// <summary>A number on the command line with its typed characters, such as <c>0001234</c> for 1234.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Number">The number as PowerShell parsed it.</param>
internal sealed record NumberToken(string Text, object Number);

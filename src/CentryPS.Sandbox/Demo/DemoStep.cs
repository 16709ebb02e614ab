namespace CentryPS.Sandbox.Demo;

/// <summary>A step of the demonstration.</summary>
/// <param name="Text">Explains the command in one line.</param>
/// <param name="SpanishText">The same in Spanish.</param>
/// <param name="Command">The command that is run.</param>
/// <param name="Count">How many objects it must output; null if any number is right.</param>
/// <param name="Error">The code of the error it must cause; null if it must succeed.</param>
/// <param name="IsRecorded">
/// True if the recorded picture shows it; its output must not depend on the day or the machine.
/// </param>
internal sealed record DemoStep(
    string Text,
    string SpanishText,
    string Command,
    int? Count = null,
    string? Error = null,
    bool IsRecorded = false);

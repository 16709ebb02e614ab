namespace CentryPS.Sandbox.Demo;

/// <summary>A step of the demonstration.</summary>
/// <param name="Text">Explains the command in one line.</param>
/// <param name="SpanishText">The same in Spanish.</param>
/// <param name="Command">The command to run.</param>
/// <param name="Count">The number of objects that it must output; null for any number.</param>
/// <param name="Error">The code of the error that it must cause; null if it must succeed.</param>
/// <param name="IsRecorded">
/// True if the recorded image shows the step. Its output must not depend on the date or the machine.
/// </param>
internal sealed record DemoStep(
    string Text,
    string SpanishText,
    string Command,
    int? Count = null,
    string? Error = null,
    bool IsRecorded = false);

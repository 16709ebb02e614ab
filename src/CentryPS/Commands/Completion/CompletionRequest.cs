using System.Collections;

namespace CentryPS.Commands.Completion;

/// <summary>An argument to complete.</summary>
/// <param name="Command">The name of the command.</param>
/// <param name="Parameter">The name of the parameter, never an alias.</param>
/// <param name="Word">The word at the cursor, without quotes.</param>
/// <param name="Bound">The other arguments by parameter, as far as they are known before the command runs.</param>
internal sealed record CompletionRequest(string Command, string Parameter, string Word, IDictionary Bound);

using System.Text.Json;

namespace CentryPS.Http;

/// <summary>A success whose JSON is well formed and not what was asked for, such as another object.</summary>
internal sealed class UnexpectedAnswerException(string reason) : JsonException(reason);

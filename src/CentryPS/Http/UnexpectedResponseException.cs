using System.Text.Json;

namespace CentryPS.Http;

/// <summary>A successful response with valid but unexpected JSON, such as another object.</summary>
internal sealed class UnexpectedResponseException(string reason) : JsonException(reason);

namespace CentryPS.Http;

/// <summary>Reads a body; throws <see cref="System.Text.Json.JsonException"/> where it is not what was promised.</summary>
internal delegate T BodyReader<out T>(ReadOnlySpan<byte> body);

namespace CentryPS.Commands.Parameters;

/// <summary>Names the place of invalid input in messages.</summary>
internal static class Place
{
    /// <summary>Reads input. The message of a failure that concerns only this input names its place.</summary>
    public static T In<T>(string message, string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CentryException exception) when (!exception.IsFinal)
        {
            throw exception.As(exception.ErrorCode, message.With(place, exception.Message));
        }
    }
}

using System.Reflection;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// The cache of SecretStore, which reads its file once per process. It reads what other processes write only after five
/// seconds, or never if this process wrote shortly before, and then overwrites the whole file from its cache.
/// </summary>
/// <remarks>
/// SecretStore has no public method to read the file. If another version differs inside, nothing happens here, and the
/// numbers of the saved tokens show that a sign-in is outdated.
/// </remarks>
internal static class SecretStoreCache
{
    private const string Module = "Microsoft.PowerShell.SecretStore";
    private const BindingFlags AnyMember =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>Makes SecretStore read its file again, if it is loaded and has read it before.</summary>
    public static void Refresh()
    {
        try
        {
            var store = AppDomain.CurrentDomain.GetAssemblies()
                .FirstOrDefault(assembly => assembly.GetName().Name == Module)?
                .GetType(Module + ".LocalSecretStore")?
                .GetField("LocalStore", AnyMember)?
                .GetValue(null);
            var file = store?.GetType().GetField("_secureStore", AnyMember)?.GetValue(store);
            file?.GetType()
                .GetMethod("UpdateDataFromFile", AnyMember, binder: null, [], modifiers: null)?
                .Invoke(file, []);
        }
        catch (Exception exception) when (exception is TargetInvocationException or MemberAccessException
            or AmbiguousMatchException or TargetException)
        {
            // The next command reports the error.
        }
    }
}

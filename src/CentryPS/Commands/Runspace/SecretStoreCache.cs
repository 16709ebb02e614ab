using System.Reflection;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// What SecretStore has in memory. It reads its file once a process, and what other processes write only five seconds later,
/// or never where this one wrote shortly before; it then writes the whole file from what it has. So it is told to read.
/// </summary>
/// <remarks>
/// It has no public way to say so. Where another version looks different inside, nothing happens here, and the numbers of
/// what is kept tell that a sign-in is old.
/// </remarks>
internal static class SecretStoreCache
{
    private const string Module = "Microsoft.PowerShell.SecretStore";
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>Has SecretStore read its file again, where it is loaded and has read it before.</summary>
    public static void Refresh()
    {
        try
        {
            var store = AppDomain.CurrentDomain.GetAssemblies()
                .FirstOrDefault(assembly => assembly.GetName().Name == Module)?
                .GetType(Module + ".LocalSecretStore")?
                .GetField("LocalStore", Hidden)?
                .GetValue(null);
            var file = store?.GetType().GetField("_secureStore", Hidden)?.GetValue(store);
            file?.GetType().GetMethod("UpdateDataFromFile", Hidden, binder: null, [], modifiers: null)?.Invoke(file, []);
        }
        catch (Exception exception) when (exception is TargetInvocationException or MemberAccessException or AmbiguousMatchException or TargetException)
        {
            // The command that follows says what is wrong.
        }
    }
}

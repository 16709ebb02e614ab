#if NETFRAMEWORK
#pragma warning disable CA1018, CA1019, CA1813 // each is only a name that the compiler looks for

namespace System.Runtime.CompilerServices
{
    /// <summary>Lets a property be set by an initializer alone.</summary>
    internal static class IsExternalInit;

    /// <summary>Marks what an initializer must set.</summary>
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Keeps older compilers away from what they do not understand.</summary>
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Says for which result an out parameter has a value.</summary>
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
    }
}
#endif

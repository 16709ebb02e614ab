using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Takes a credential as <see cref="CredentialAttribute"/> does, and an empty variable as no credential: a sign-in that
/// cannot even begin must still end the session of before, which a binding error would not.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SignInCredentialAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData is null
        ? PSCredential.Empty
        : new CredentialAttribute().Transform(engineIntrinsics, inputData);
}

using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Accepts a credential like <see cref="CredentialAttribute"/>, and null as an empty credential: a binding error would
/// leave the previous session open, but a sign-in that fails must end it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SignInCredentialAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData is null
        ? PSCredential.Empty
        : new CredentialAttribute().Transform(engineIntrinsics, inputData);
}

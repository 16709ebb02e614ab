namespace CentryPS.Sandbox.Server.Storage;

/// <summary>The kind of a change.</summary>
public enum ChangeKind
{
    /// <summary>The object was created.</summary>
    Created,

    /// <summary>The object was changed.</summary>
    Changed,

    /// <summary>The object was deleted.</summary>
    Deleted,
}

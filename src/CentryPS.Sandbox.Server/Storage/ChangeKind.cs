namespace CentryPS.Sandbox.Server.Storage;

/// <summary>What became of an object.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>It was there, and is another now.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Deleted,
}

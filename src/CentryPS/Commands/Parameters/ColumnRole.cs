namespace CentryPS.Commands.Parameters;

/// <summary>The meaning of a column of a row.</summary>
internal enum ColumnRole
{
    Unknown,
    Ignored,
    Id,

    /// <summary>A text other than the id that identifies the object.</summary>
    Match,

    /// <summary>An attribute, a part of one, or a parameter that sets several.</summary>
    Attribute,

    /// <summary>A dictionary of attributes, like <c>-Property</c>.</summary>
    Property,

    UpdatedAt,
    Fingerprint,
    CompanyId,
    BaseUri,
}

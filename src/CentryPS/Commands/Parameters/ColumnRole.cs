namespace CentryPS.Commands.Parameters;

/// <summary>What a column of a row says.</summary>
internal enum ColumnRole
{
    /// <summary>Nothing that the command knows.</summary>
    Unknown,

    /// <summary>The id of the object.</summary>
    Id,

    /// <summary>Which object it is, where that is not said by its id.</summary>
    Match,

    /// <summary>The value of an attribute, or of a parameter that stands for several.</summary>
    Attribute,

    /// <summary>A part of an attribute, such as <c>address_shipping.city</c>.</summary>
    Part,

    /// <summary>More attributes, as <c>-Property</c>.</summary>
    Property,

    /// <summary>When the object was last changed as far as the row knows.</summary>
    UpdatedAt,

    /// <summary>The fingerprint of the row as it was exported.</summary>
    Fingerprint,

    /// <summary>The company that the object belongs to.</summary>
    Company,

    /// <summary>The base URI of the session that read the object.</summary>
    Server,

    /// <summary>Something that the command knows and does not need.</summary>
    Ignored,
}

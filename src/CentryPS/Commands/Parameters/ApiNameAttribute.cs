namespace CentryPS.Commands.Parameters;

/// <summary>Says which attribute of Centry's a parameter sets.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiNameAttribute(string name) : Attribute
{
    public string Name => name;
}

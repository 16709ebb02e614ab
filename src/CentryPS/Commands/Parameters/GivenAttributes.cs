using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// What the user said of an object's attributes, and nothing else: parameters that were bound, and <c>-Property</c>. A blank
/// that came through the pipeline says nothing; one on the command line is a value.
/// </summary>
internal sealed class GivenAttributes(PSCmdlet cmdlet)
{
    private static readonly ConcurrentDictionary<Type, KeyValuePair<string, string>[]> Names = new();

    private readonly HashSet<string> _commandLine = new(cmdlet.MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the parameter was bound and says something.</summary>
    public bool IsGiven(string parameter) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var value)
            && (_commandLine.Contains(parameter) || !IsBlank(value));

    /// <summary>The attributes to send, by Centry's names.</summary>
    /// <exception cref="CentryException">One is given twice, or cannot be sent.</exception>
    public Dictionary<string, object?> Collect(IDictionary? property)
    {
        var attributes = Names.GetOrAdd(cmdlet.GetType(), Find)
            .Where(name => IsGiven(name.Key))
            .ToDictionary(name => name.Value, name => PowerShellValue.ToJson(cmdlet.MyInvocation.BoundParameters[name.Key], name.Key));
        if (property is not null)
        {
            Add(attributes, property);
        }

        return attributes;
    }

    private static void Add(Dictionary<string, object?> attributes, IDictionary property)
    {
        foreach (var pair in (Dictionary<string, object?>)PowerShellValue.ToJson(property, "Property")!)
        {
            if (attributes.ContainsKey(pair.Key))
            {
                throw CentryException.Invalid(Messages.GivenTwice, pair.Key);
            }

            attributes[pair.Key] = pair.Value;
        }
    }

    private static bool IsBlank(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    private static KeyValuePair<string, string>[] Find(Type type) => type.GetProperties()
        .Select(property => new KeyValuePair<string, string>(
            property.Name,
            property.GetCustomAttribute<ApiNameAttribute>()?.Name ?? string.Empty))
        .Where(pair => pair.Value.Length > 0)
        .ToArray();
}

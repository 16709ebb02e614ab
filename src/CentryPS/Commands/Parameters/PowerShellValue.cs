using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Security;
using System.Text.Json;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>Values of PowerShell as values that are JSON, and back.</summary>
internal static class PowerShellValue
{
    private const int DeepestNesting = 60;

    /// <summary>Gives null, a simple value, an array, a dictionary or an object of this module.</summary>
    /// <param name="value">What the user wrote.</param>
    /// <param name="path">Where it stands, for the error.</param>
    /// <param name="depth">How deep that is.</param>
    /// <exception cref="CentryException">It cannot be sent as JSON.</exception>
    public static object? ToJson(object? value, string path, int depth = 0)
    {
        if (depth > DeepestNesting)
        {
            throw CentryException.Invalid(Messages.Cyclic, path.Split('.', '[')[0]);
        }

        var bare = value.Unwrap();
        return bare switch
        {
            null or DBNull => null,
            SecureString or PSCredential => throw CentryException.Invalid(Messages.SecretNotSendable, path),
            char character => character.ToString(),
            DateTime date => new DateTimeOffset(date),
            Guid guid => guid.ToString(),
            CentryTopic or CentryObject or DateTimeOffset or Uri or JsonElement or BigInteger => bare,
            Enum named => named.ToString(),
            SwitchParameter flag => flag.IsPresent,
            string text => Text(text, path),
            double number when double.IsNaN(number) || double.IsInfinity(number) => throw Unsendable(path, bare),
            float number when float.IsNaN(number) || float.IsInfinity(number) => throw Unsendable(path, bare),
            byte or sbyte or short or ushort or uint => Convert.ToInt64(bare, CultureInfo.InvariantCulture),
            bool or int or long or ulong or decimal or double or float => bare,
            IDictionary map => Map(map, path, depth),
            AddressParts address => ToJson(address.Given, path, depth),
            PSObject custom => Custom(custom, path, depth),
            ScriptBlock or Delegate or Stream or System.Xml.XmlNode => throw Unsendable(path, bare),
            IEnumerable items => items.Cast<object?>().Select((item, i) => ToJson(item, $"{path}[{i}]", depth + 1)).ToArray(),
            _ => throw Unsendable(path, bare),
        };
    }

    /// <summary>A value that a message names.</summary>
    public static string Show(object? value) => TerminalText.Show(value is IEnumerable items and not string
        ? string.Join(", ", items.Cast<object?>().Select(item => item.Unwrap()))
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);

    /// <summary>JSON as PowerShell holds it: objects as custom objects.</summary>
    public static object? FromJson(object? value) => value switch
    {
        IDictionary<string, object?> map => Custom(map),
        object?[] items => items.Select(FromJson).ToArray(),
        _ => value,
    };

    private static PSObject Custom(IDictionary<string, object?> map)
    {
        var custom = new PSObject();
        foreach (var pair in map)
        {
            // Names that differ in case alone are one name to PowerShell: the last counts.
            if (custom.Properties[pair.Key] is { } same)
            {
                same.Value = FromJson(pair.Value);
            }
            else
            {
                custom.Properties.Add(new PSNoteProperty(pair.Key, FromJson(pair.Value)));
            }
        }

        return custom;
    }

    private static Dictionary<string, object?> Map(IDictionary map, string path, int depth)
    {
        var values = new Dictionary<string, object?>();
        foreach (DictionaryEntry pair in map)
        {
            var name = Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!;
            values[Text(name, path)] = ToJson(pair.Value, $"{path}.{name}", depth + 1);
        }

        return values;
    }

    private static Dictionary<string, object?> Custom(PSObject custom, string path, int depth)
    {
        var values = new Dictionary<string, object?>();
        foreach (var property in custom.Properties)
        {
            values[Text(property.Name, path)] = ToJson(property.Value, $"{path}.{property.Name}", depth + 1);
        }

        return values;
    }

    private static string Text(string text, string path) => UnicodeText.IsValid(text) ? text : throw Unsendable(path, text);

    private static CentryException Unsendable(string path, object value) =>
        CentryException.Invalid(Messages.NotSerializable, path, value.GetType().Name);
}

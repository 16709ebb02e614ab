using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Security;
using System.Text.Json;

namespace CentryPS.Commands;

/// <summary>Turns what a user wrote in PowerShell into values that are JSON, or says why one is not.</summary>
internal static class PlainValue
{
    private const int DeepestNesting = 60;

    /// <summary>Gives null, a simple value, an array, a dictionary or an object of this module.</summary>
    /// <param name="value">What the user wrote.</param>
    /// <param name="path">Where it stands, for the error.</param>
    /// <param name="depth">How deep that is.</param>
    /// <exception cref="CentryException">It cannot be sent as JSON.</exception>
    public static object? From(object? value, string path, int depth = 0)
    {
        if (depth > DeepestNesting)
        {
            throw CentryErrors.Invalid(Messages.Cyclic, path.Split('.', '[')[0]);
        }

        var plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null or DBNull => null,
            SecureString or PSCredential => throw CentryErrors.Invalid(Messages.SecretNotSendable, path),
            char character => character.ToString(),
            DateTime date => new DateTimeOffset(date),
            Guid guid => guid.ToString(),
            CentryTopic or CentryObject or DateTimeOffset or Uri or JsonElement or BigInteger => plain,
            Enum named => named.ToString(),
            SwitchParameter flag => flag.IsPresent,
            string text => Text(text, path),
            double number when double.IsNaN(number) || double.IsInfinity(number) => throw Unsendable(path, plain),
            float number when float.IsNaN(number) || float.IsInfinity(number) => throw Unsendable(path, plain),
            byte or sbyte or short or ushort or uint => Convert.ToInt64(plain, CultureInfo.InvariantCulture),
            bool or int or long or ulong or decimal or double or float => plain,
            IDictionary map => Map(map, path, depth),
            PSObject custom => Custom(custom, path, depth),
            ScriptBlock or Delegate or Stream => throw Unsendable(path, plain),
            IEnumerable items => items.Cast<object?>().Select((item, i) => From(item, $"{path}[{i}]", depth + 1)).ToArray(),
            _ => throw Unsendable(path, plain),
        };
    }

    /// <summary>The way back: JSON objects as PowerShell's own.</summary>
    public static object? ToPowerShell(object? value) => value switch
    {
        IDictionary<string, object?> map => Custom(map),
        object?[] items => items.Select(ToPowerShell).ToArray(),
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
                same.Value = ToPowerShell(pair.Value);
            }
            else
            {
                custom.Properties.Add(new PSNoteProperty(pair.Key, ToPowerShell(pair.Value)));
            }
        }

        return custom;
    }

    private static Dictionary<string, object?> Map(IDictionary map, string path, int depth)
    {
        var plain = new Dictionary<string, object?>();
        foreach (DictionaryEntry pair in map)
        {
            var name = Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!;
            plain[Text(name, path)] = From(pair.Value, $"{path}.{name}", depth + 1);
        }

        return plain;
    }

    private static Dictionary<string, object?> Custom(PSObject custom, string path, int depth)
    {
        var plain = new Dictionary<string, object?>();
        foreach (var property in custom.Properties)
        {
            plain[Text(property.Name, path)] = From(property.Value, $"{path}.{property.Name}", depth + 1);
        }

        return plain;
    }

    // Half of a surrogate pair has no UTF-8.
    private static string Text(string text, string path)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text, i++)))
            {
                throw Unsendable(path, text);
            }
        }

        return text;
    }

    private static CentryException Unsendable(string path, object value) =>
        CentryErrors.Invalid(Messages.NotSerializable, path, value.GetType().Name);
}

using System.Globalization;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Tests.Commands;

/// <summary>A test of a bulk change whose journal keeps the old values, and of its undoing.</summary>
public abstract class UndoTest : JournalTest
{
    /// <summary>The changes sent, in order: method and body.</summary>
    protected string[] Writes => [.. Centry.Requests.Where(request => request.Method != "GET").Select(request => $"{request.Method} {request.Body}".Trim())];

    private protected static void Change(ObjectStore store, string id, string attribute, JsonNode? value)
    {
        var item = store.Find(id)!;
        item[attribute] = value;
        store.Add(item);
    }

    /// <summary>An attribute of an order as the server has it, as JSON.</summary>
    protected string Stored(string id, string attribute) => Centry.Orders.Find(id)![attribute]?.ToJsonString() ?? "null";

    /// <summary>All that the server has of its orders and webhooks, but for the times of changes and the ids that a webhook gets anew.</summary>
    protected string State() => StateOf(Centry);

    /// <inheritdoc cref="State"/>
    internal static string StateOf(SandboxServer centry) => string.Join('\n', centry.Orders.All().Select(order => Text(order, "updated_at"))
        .Concat(centry.Webhooks.All().Select(webhook => Text(webhook, "_id", "created_at", "updated_at")).Order(StringComparer.Ordinal)));

    /// <summary>Makes a change that can be undone, and forgets its requests.</summary>
    protected void Bulk(string script)
    {
        Shell.Run(script.Replace("$journal", $"-Undoable -ResultPath '{Results}'"));
        Centry.ClearRequests();
    }

    /// <summary>Undoes a run, and gives what that gives.</summary>
    protected object[] Undo(string arguments = "") => [.. Shell.Run($"Undo-CentryChange '{Results}' {arguments}").Select(item => item.BaseObject)];

    /// <summary>The changes in the journal.</summary>
    protected CentryChange[] Changes()
    {
        var changes = Shell.Run($"Get-CentryChange '{Results}'").Select(item => (CentryChange)item.BaseObject).ToArray();
        Assert.Empty(Shell.Errors);
        return changes;
    }

    /// <summary>The old and the new values of the changes, as the journal has them.</summary>
    protected string[] Kept() =>
        [.. Shell.Run($"Import-Csv '{Results}' | Where-Object outcome -ne Started | ForEach-Object {{ \"$($_.old) $($_.new)\" }}").Select(line => line.ToString())];

    /// <summary>Cuts the last lines off the journal, as a kill leaves it.</summary>
    protected void Cut(int lines)
    {
        var all = File.ReadAllLines(Results);
        File.WriteAllText(Results, string.Concat(all[..^lines].Select(line => line + "\r\n")));
    }

    private static string Text(JsonObject item, params string[] without)
    {
        Array.ForEach(without, name => item.Remove(name));
        foreach (var address in item.Select(pair => pair.Value).OfType<JsonObject>())
        {
            address.Remove("updated_at");
        }

        return string.Join(' ', item.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Text(pair.Value)}"));
    }

    // A moment may be written in several ways.
    private static string Text(JsonNode? value)
    {
        var json = value?.ToJsonString() ?? "null";
        return json.Length > 20 && DateTimeOffset.TryParse(json.Trim('"'), CultureInfo.InvariantCulture, out var time) ? time.ToString("o", CultureInfo.InvariantCulture) : json;
    }
}

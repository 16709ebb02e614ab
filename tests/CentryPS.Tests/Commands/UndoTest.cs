using System.Globalization;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Tests.Commands;

/// <summary>A base class for tests that undo bulk changes.</summary>
public abstract class UndoTest : JournalTest
{
    /// <summary>The methods and bodies of the changes sent, in order.</summary>
    protected string[] Writes => [.. Centry.Requests.Where(request => request.Method != "GET").Select(request => $"{request.Method} {request.Body}".Trim())];

    private protected static void Change(ObjectStore store, string id, string attribute, JsonNode? value)
    {
        var item = store.Find(id)!;
        item[attribute] = value;
        store.Add(item);
    }

    /// <summary>Returns an attribute of an order on the server as JSON.</summary>
    protected string Stored(string id, string attribute) => Centry.Orders.Find(id)![attribute]?.ToJsonString() ?? "null";

    /// <summary>Returns all orders and webhooks of the server, without update times and webhook ids.</summary>
    protected string State() => StateOf(Centry);

    /// <inheritdoc cref="State"/>
    internal static string StateOf(SandboxServer centry) => string.Join('\n', centry.Orders.All().Select(order => Text(order, "updated_at"))
        .Concat(centry.Webhooks.All().Select(webhook => Text(webhook, "_id", "created_at", "updated_at")).Order(StringComparer.Ordinal)));

    /// <summary>Makes a bulk change that can be undone, and clears the recorded requests.</summary>
    protected void Bulk(string script)
    {
        Shell.Run(script.Replace("$journal", $"-Undoable -ResultPath '{Results}'"));
        Centry.ClearRequests();
    }

    /// <summary>Undoes a run and returns the output.</summary>
    protected object[] Undo(string arguments = "") => [.. Shell.Run($"Undo-CentryChange '{Results}' {arguments}").Select(item => item.BaseObject)];

    /// <summary>Returns the changes in the journal.</summary>
    protected CentryChange[] Changes()
    {
        var changes = Shell.Run($"Get-CentryChange '{Results}'").Select(item => (CentryChange)item.BaseObject).ToArray();
        Assert.Empty(Shell.Errors);
        return changes;
    }

    /// <summary>Returns the old and new values of the changes in the journal.</summary>
    protected string[] Kept() =>
        [.. Shell.Run($"Import-Csv '{Results}' | Where-Object outcome -ne Started | ForEach-Object {{ \"$($_.old) $($_.new)\" }}").Select(line => line.ToString())];

    /// <summary>Removes the last lines of the journal, as if the process had been killed.</summary>
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

    // Equal dates can have different formats.
    private static string Text(JsonNode? value)
    {
        var json = value?.ToJsonString() ?? "null";
        return json.Length > 20 && DateTimeOffset.TryParse(json.Trim('"'), CultureInfo.InvariantCulture, out var time) ? time.ToString("o", CultureInfo.InvariantCulture) : json;
    }
}

using CentryPS.Sandbox.Server.Api;
using Microsoft.AspNetCore.WebUtilities;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>The requests to which each kind of fault can apply.</summary>
internal static class FaultTarget
{
    /// <summary>The query parameters of a list that are not filters.</summary>
    public static readonly IReadOnlyList<string> Paging = ["limit", "after", "offset"];

    /// <summary>Returns the methods to which a kind of fault can apply.</summary>
    public static IReadOnlyList<string> Methods(FaultKind kind) => kind switch
    {
        FaultKind.IgnoreFilter or FaultKind.ShortPage or FaultKind.Duplicate => ["GET"],
        FaultKind.OtherObject => ["GET", "PUT"],
        FaultKind.StaleAnswer => ["PUT"],
        FaultKind.NormalForm => ["POST", "PUT"],
        FaultKind.KeepDeleted => ["DELETE"],
        _ => ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"],
    };

    /// <summary>True if a kind of fault can apply to a request. Wrong content requires a matching request.</summary>
    public static bool AppliesTo(FaultKind kind, string method, string target)
    {
        if (kind < FaultKind.IgnoreFilter)
        {
            return true;
        }

        var parts = target.Split('?', 2);
        return Methods(kind).Contains(method) && ResourcePath.TryParse(parts[0]) is { } path && kind switch
        {
            FaultKind.IgnoreFilter =>
                path.Id is null && QueryHelpers.ParseQuery(parts.ElementAtOrDefault(1)).Keys.Except(Paging).Any(),
            FaultKind.ShortPage or FaultKind.Duplicate => path.Id is null,
            FaultKind.NormalForm => path.Route == "webhooks",
            _ => path.Id is not null,
        };
    }
}

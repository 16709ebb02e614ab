using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>The server and company that an object or a row comes from; each is null if unknown.</summary>
internal sealed record ObjectOrigin(string? BaseUri, string? CompanyId)
{
    /// <summary>The unknown origin of an id that a user typed.</summary>
    public static ObjectOrigin Unknown { get; } = new(null, null);

    public static ObjectOrigin Of(CentryAccountObject item) => new(item.BaseUri?.AbsoluteUri, item.CompanyId);

    /// <summary>
    /// Checks that the session belongs to the same server and company. A session that does not know its company yet
    /// reads one object.
    /// </summary>
    /// <exception cref="CentryException">The server or company differs, or the object cannot be read.</exception>
    public async Task CheckAsync(ICentryResource resource, ICaller caller, string name)
    {
        if (!string.IsNullOrWhiteSpace(BaseUri)
            && !AreSame(BaseUri!.TrimEnd('/'), caller.BaseUri.AbsoluteUri.TrimEnd('/')))
        {
            var server = TerminalText.Show(BaseUri);
            var message = Messages.OtherServer.With(server, caller.BaseUri, TerminalText.Show(name));
            throw new CentryException(CentryErrorCode.WrongCompany, message)
                .Advising(Messages.OtherServerAdvice.With(server));
        }

        if (string.IsNullOrWhiteSpace(CompanyId))
        {
            return;
        }

        if (caller.CompanyId is null)
        {
            await resource.ReadOneAsync(caller).ConfigureAwait(false);
        }

        // The company stays unknown if the account has no objects, and then there is nothing to change.
        if (caller.CompanyId is { } own && !AreSame(own, CompanyId!.TrimStart('\'')))
        {
            var message = Messages.WrongCompany.With(TerminalText.Show(CompanyId!), own, TerminalText.Show(name));
            throw new CentryException(CentryErrorCode.WrongCompany, message);
        }
    }

    private static bool AreSame(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

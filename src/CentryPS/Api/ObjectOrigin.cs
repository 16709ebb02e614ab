using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>The server and the company that an object or a row came from, each null where it is not known.</summary>
internal sealed record ObjectOrigin(string? BaseUri, string? CompanyId)
{
    /// <summary>The origin of an id that was typed.</summary>
    public static ObjectOrigin Unknown { get; } = new(null, null);

    public static ObjectOrigin Of(CentryAccountObject item) => new(item.BaseUri?.AbsoluteUri, item.CompanyId);

    /// <summary>Checks that the session is of the same server and company. A session that does not know its company reads one object.</summary>
    /// <param name="resource">The collection to read from.</param>
    /// <param name="caller">Calls Centry in the session.</param>
    /// <param name="name">The object, as messages name it.</param>
    /// <exception cref="CentryException">The session is of another one (<see cref="CentryErrorCode.WrongCompany"/>), or it cannot read.</exception>
    public async Task CheckAsync(ICentryResource resource, ICaller caller, string name)
    {
        if (!string.IsNullOrWhiteSpace(BaseUri) && !Same(BaseUri!.TrimEnd('/'), caller.BaseUri.AbsoluteUri.TrimEnd('/')))
        {
            throw new CentryException(CentryErrorCode.WrongCompany, Messages.OtherServer.With(TerminalText.Show(BaseUri), caller.BaseUri, TerminalText.Show(name)))
                .Advising(Messages.OtherServerAdvice.With(TerminalText.Show(BaseUri)));
        }

        if (string.IsNullOrWhiteSpace(CompanyId))
        {
            return;
        }

        if (caller.CompanyId is null)
        {
            await resource.ReadOneAsync(caller).ConfigureAwait(false);
        }

        // An account without objects names no company, and has nothing to change.
        if (caller.CompanyId is { } own && !Same(own, CompanyId!.TrimStart('\'')))
        {
            throw new CentryException(CentryErrorCode.WrongCompany, Messages.WrongCompany.With(TerminalText.Show(CompanyId!), own, TerminalText.Show(name)));
        }
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

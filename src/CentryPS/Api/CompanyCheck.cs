using CentryPS.Http;

namespace CentryPS.Api;

/// <summary>Finds out which company an account belongs to.</summary>
internal static class CompanyCheck
{
    /// <summary>Reads one webhook, else one order, where no response has named the company yet. It stays unknown where neither can be read.</summary>
    public static async Task LearnAsync(ICaller caller)
    {
        foreach (ICentryResource resource in new ICentryResource[] { Webhooks.Resource, Orders.Resource }.TakeWhile(_ => caller.CompanyId is null))
        {
            try
            {
                await resource.ReadOneAsync(caller).ConfigureAwait(false);
            }
            catch (CentryException)
            {
                // The scope does not allow it, or Centry does not answer: neither says which company it is.
            }
        }
    }
}

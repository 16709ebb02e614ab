namespace CentryPS.Commands.Base;

/// <summary>The calls of a command for its inputs, as <see cref="CentrySessionCommand"/> ends them.</summary>
internal interface IBulk : IDisposable
{
    /// <summary>Waits for all calls, and writes their results.</summary>
    void Finish();

    /// <summary>Writes the summary of a bulk change.</summary>
    void WriteSummary();

    /// <summary>Ends the calls if an error ends the pipeline.</summary>
    /// <returns>The error to report: for a bulk change it has the outcome of each input.</returns>
    CentryException End(CentryException exception);
}

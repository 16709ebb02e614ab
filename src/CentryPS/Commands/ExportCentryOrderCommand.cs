using System.Globalization;
using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Exports orders to a CSV file for editing. Set-CentryOrder reads the file.</summary>
[Cmdlet(
    VerbsData.Export,
    "CentryOrder",
    SupportsShouldProcess = true,
    DefaultParameterSetName = "Delimiter",
    HelpUri = HelpLinks.Root + "Export-CentryOrder.md")]
[OutputType(typeof(void))]
public sealed class ExportCentryOrderCommand : PSCmdlet, IDisposable
{
    private OrderFile? _file;
    private CultureInfo _culture = CultureInfo.InvariantCulture;
    private OrderRows? _rows;

    /// <summary>The orders.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public CentryOrder[] InputObject { get; set; } = [];

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The delimiter of the columns.</summary>
    [Parameter(ParameterSetName = "Delimiter")]
    public char Delimiter { get; set; } = ',';

    /// <summary>Uses the list separator and the decimal separator of the current culture, like spreadsheets.</summary>
    [Parameter(ParameterSetName = "UseCulture", Mandatory = true)]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>Does not overwrite an existing file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Appends to an existing file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _culture = UseCulture ? CultureInfo.CurrentCulture : CultureInfo.InvariantCulture;
        _rows = new OrderRows(Text, UseCulture ? _culture : null);
        OnDisk(() =>
        {
            var path = FilePath.Of(this, Path);
            if (ShouldProcess(path, Messages.ActionExport))
            {
                var delimiter = UseCulture ? _culture.TextInfo.ListSeparator[0] : Delimiter;
                _file = new OrderFile(path, delimiter, Append, NoClobber);
                _file.Hold();
            }
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var order in InputObject)
        {
            OnDisk(() =>
            {
                if (_file?.Add([.. _rows!.Of(order).Cast<string>()]) is { } removed)
                {
                    WriteWarning(Messages.IncompleteRowRemoved.With(_file.Path, TerminalText.Show(removed)));
                }
            });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => OnDisk(() =>
    {
        if (_file?.End() == false)
        {
            WriteWarning(Messages.NoOrdersToExport.With(_file.Path));
        }
    });

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void OnDisk(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CentryException)
        {
            var failure = exception as CentryException
                ?? new CentryException(CentryErrorCode.InvalidRequest, exception.Message, exception);
            ThrowTerminatingError(CentryErrors.Record(failure, Path));
        }
    }

    private string Text(object? cell) => cell switch
    {
        null => string.Empty,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(cell, _culture.NumberFormat)!,
    };
}

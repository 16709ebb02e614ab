using System.Globalization;
using System.Management.Automation;
using System.Text;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Writes orders to a CSV file that people edit and Set-CentryOrder reads back.</summary>
[Cmdlet(
    VerbsData.Export,
    "CentryOrder",
    SupportsShouldProcess = true,
    DefaultParameterSetName = "Delimiter",
    HelpUri = HelpLinks.Root + "Export-CentryOrder.md")]
[OutputType(typeof(void))]
public sealed class ExportCentryOrderCommand : PSCmdlet, IDisposable
{
    private StreamWriter? _file;
    private CultureInfo _culture = CultureInfo.InvariantCulture;
    private char _delimiter;

    /// <summary>The orders.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public CentryOrder[] InputObject { get; set; } = [];

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>What stands between two columns.</summary>
    [Parameter(ParameterSetName = "Delimiter")]
    public char Delimiter { get; set; } = ',';

    /// <summary>Writes as spreadsheets of the current culture do: its list separator, and its decimal separator in amounts.</summary>
    [Parameter(ParameterSetName = "UseCulture", Mandatory = true)]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>Does not replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Adds to a file that is there.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _culture = UseCulture ? CultureInfo.CurrentCulture : CultureInfo.InvariantCulture;
        _delimiter = UseCulture ? _culture.TextInfo.ListSeparator[0] : Delimiter;
        OnDisk(() =>
        {
            var path = FilePath.Of(this, Path);
            if (ShouldProcess(path, Messages.ActionExport))
            {
                Open(path);
            }
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var order in InputObject)
        {
            OnDisk(() => Write(OrderColumns.Cells(order).Select(Text)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => OnDisk(Dispose);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private void OnDisk(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CentryException)
        {
            var failure = exception as CentryException ?? new CentryException(CentryErrorCode.InvalidRequest, exception.Message, exception);
            ThrowTerminatingError(CentryErrors.Record(failure, Path));
        }
    }

    private void Open(string path)
    {
        var isAdded = Append && File.Exists(path) && new FileInfo(path).Length > 0;
        if (isAdded && File.ReadLines(path).FirstOrDefault() != Line(OrderColumns.Names))
        {
            throw CentryException.Invalid(Messages.OtherColumns, path);
        }

        // With a mark, by which spreadsheets know UTF-8.
        var mode = Append ? FileMode.Append : NoClobber ? FileMode.CreateNew : FileMode.Create;
        _file = new StreamWriter(new FileStream(path, mode, FileAccess.Write, FileShare.Read), new UTF8Encoding(encoderShouldEmitUTF8Identifier: !isAdded));
        if (!isAdded)
        {
            Write(OrderColumns.Names);
        }
    }

    private void Write(IEnumerable<string> cells) => _file?.Write(Line(cells) + "\r\n");

    private string Text(object? cell) => cell switch
    {
        null => string.Empty,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(cell, _culture.NumberFormat)!,
    };

    private string Line(IEnumerable<string> cells) => CsvLine.Of(cells, _delimiter);
}

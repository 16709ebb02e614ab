using System.Management.Automation;
using CentryPS.Benchmarks.Server;
using Microsoft.VisualBasic.FileIO;

namespace CentryPS.Benchmarks.Running;

/// <summary>Creates rows like those of Import-Csv.</summary>
internal static class Rows
{
    /// <summary>Creates rows that change orders.</summary>
    public static IEnumerable<PSObject> Make(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var row = new PSObject();
            row.Properties.Add(new PSNoteProperty("_id", Samples.Id(i)));
            row.Properties.Add(new PSNoteProperty("_status", "shipped"));
            row.Properties.Add(new PSNoteProperty("buyer_phone", string.Empty));
            yield return row;
        }
    }

    /// <summary>Reads the rows of an export, without some of its columns.</summary>
    public static PSObject[] Read(string file, params string[] without)
    {
        using var parser = new TextFieldParser(file) { Delimiters = [","] };
        var header = parser.ReadFields()!;
        List<PSObject> rows = [];
        while (parser.ReadFields() is { } cells)
        {
            var row = new PSObject();
            foreach (var (column, cell) in header.Zip(cells).Where(pair => !without.Contains(pair.First)))
            {
                row.Properties.Add(new PSNoteProperty(column, cell));
            }

            rows.Add(row);
        }

        return [.. rows];
    }
}

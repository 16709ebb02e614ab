using System.Text.Json;

namespace CentryPS.Benchmarks.Pictures;

/// <summary>What the pictures show, by panel and bar. A file keeps it, so that they can be drawn again without measuring.</summary>
internal sealed class Figures
{
    private const string File = "benchmarks.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly SortedDictionary<string, Dictionary<string, double>> _panels = [];

    /// <summary>Replaces the figures of a panel: all of them come from one run.</summary>
    public void Set(string panel, Dictionary<string, double> figures) =>
        _panels[panel] = figures.ToDictionary(figure => figure.Key, figure => Math.Round(figure.Value, 3));

    /// <summary>Saves what was measured beside the panels that were not, and draws them all.</summary>
    public void Draw(string folder)
    {
        var path = Path.Combine(folder, File);
        if (System.IO.File.Exists(path))
        {
            foreach (var (panel, figures) in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, double>>>(System.IO.File.ReadAllText(path))!)
            {
                _panels.TryAdd(panel, figures);
            }
        }

        System.IO.File.WriteAllText(path, JsonSerializer.Serialize(_panels, Indented).ReplaceLineEndings("\n") + "\n");
        foreach (var panel in Panels.All.Where(panel => _panels.ContainsKey(panel.Name)))
        {
            PanelDrawing.Save(panel, _panels[panel.Name], Directory.CreateDirectory(Path.Combine(folder, "benchmarks")).FullName);
        }
    }
}

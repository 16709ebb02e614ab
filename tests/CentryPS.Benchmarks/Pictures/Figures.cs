using System.Text.Json;

namespace CentryPS.Benchmarks.Pictures;

/// <summary>
/// The figures of the pictures, by panel and bar. A file stores them, so that pictures can be drawn without measuring.
/// </summary>
internal sealed class Figures
{
    private const string File = "benchmarks.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly SortedDictionary<string, Dictionary<string, double>> _panels = [];

    /// <summary>Replaces all figures of a panel: they must come from the same run.</summary>
    public void Set(string panel, Dictionary<string, double> figures) =>
        _panels[panel] = figures.ToDictionary(figure => figure.Key, figure => Math.Round(figure.Value, 3));

    /// <summary>Saves the new figures, keeps those of the other panels, and draws all panels.</summary>
    public void Draw(string folder)
    {
        var path = Path.Combine(folder, File);
        if (System.IO.File.Exists(path))
        {
            var saved = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, double>>>(
                System.IO.File.ReadAllText(path))!;
            foreach (var (panel, figures) in saved)
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

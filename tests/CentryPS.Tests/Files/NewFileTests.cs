using CentryPS.Files;

namespace CentryPS.Tests.Files;

/// <summary>A new file appears with its complete content and never replaces another one.</summary>
public sealed class NewFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("carta.json");

    private string[] Names => [.. Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(File)!).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_file_gets_a_number_when_its_name_is_taken()
    {
        var paths = Enumerable.Range(1, 3).Select(number => NewFile.Create(File, [(byte)number])).ToArray();

        Assert.Equal([File, _folder.File("carta-2.json"), _folder.File("carta-3.json")], paths);
        Assert.Equal([1, 2, 3], paths.Select(path => (int)System.IO.File.ReadAllBytes(path).Single()));
        Assert.Equal(3, Names.Length);
    }

    [Fact]
    public async Task New_files_with_the_same_name_written_concurrently_are_all_kept()
    {
        var paths = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => Task.Run(() => NewFile.Create(File, [(byte)number])))).Soon();

        Assert.Equal(Enumerable.Range(1, 20), paths.Select(path => (int)System.IO.File.ReadAllBytes(path).Single()).Order());
        Assert.Equal(20, Names.Length);
    }

    [Fact]
    public void Replaced_file_is_unchanged_when_the_new_one_cannot_be_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows limits file names differently.");
        var longest = _folder.File(new string('a', 255));
        System.IO.File.WriteAllText(longest, "antes");

        Assert.ThrowsAny<IOException>(() => NewFile.Replace(longest, [1])); // the longer temporary name does not fit

        Assert.Equal("antes", System.IO.File.ReadAllText(longest));
        Assert.Single(Names);
    }

    [Fact]
    public void Replaced_file_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes.");
            return;
        }

        System.IO.File.WriteAllText(File, "antes");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        System.IO.File.SetUnixFileMode(File, Mode);

        NewFile.Replace(File, [1]);

        Assert.Equal(Mode, System.IO.File.GetUnixFileMode(File));
        Assert.Equal(["carta.json"], Names);
    }
}

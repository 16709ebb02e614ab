using System.Net;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Authentication;
using Mono.Cecil;

namespace CentryPS.Tests.Packaging;

/// <summary>The Desktop folder loads in Windows PowerShell 5.1, checked against its reference assemblies.</summary>
public sealed class DesktopTests : IDisposable
{
    // The compiler references an older Unsafe than the NuGet package; ModuleInitializer resolves it by simple name.
    private static readonly string[] ResolvedByName = ["System.Runtime.CompilerServices.Unsafe"];

    // The values of SecurityProtocolType and SslProtocols.
    private const int Ssl3 = 48;
    private const int Tls = 192;
    private const int Tls11 = 768;
    private const int Tls12 = 3072;
    private const int Tls13 = 12288;

    private static readonly Lazy<Assembly> Desktop = new(() =>
        new AssemblyLoadContext("Desktop").LoadFromAssemblyPath(Path.Combine(BuiltModule.DesktopFolder, "CentryPS.dll")));

    private readonly DesktopResolver _resolver = new();

    [Fact]
    public void Desktop_assemblies_use_only_members_that_exist_in_Windows_PowerShell()
    {
        using var module = BuiltModule.Read(Path.Combine("Desktop", "CentryPS.dll"), _resolver);

        Assert.Empty(module.MainModule.GetTypeReferences().Where(type => type.Resolve() is null).Select(type => type.FullName));
        Assert.Empty(module.MainModule.GetMemberReferences().Where(member => !Exists(member)).Select(member => member.FullName));
        Assert.InRange(module.MainModule.GetMemberReferences().Count(), 200, int.MaxValue);
    }

    [Fact]
    public void Desktop_folder_contains_every_dependency_in_the_referenced_version()
    {
        var mismatches = Directory.EnumerateFiles(BuiltModule.DesktopFolder, "*.dll").SelectMany(Mismatches).Distinct();

        Assert.Equal(ResolvedByName, mismatches);
    }

    [Fact]
    public void Desktop_folder_contains_no_unreferenced_assembly()
    {
        var folder = Directory.EnumerateFiles(BuiltModule.DesktopFolder, "*.dll").Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var reached = new HashSet<string> { "CentryPS" };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var name))
        {
            using var assembly = BuiltModule.Read(Path.Combine("Desktop", name + ".dll"), _resolver);
            foreach (var reference in assembly.MainModule.AssemblyReferences.Where(reference => folder.Contains(reference.Name) && reached.Add(reference.Name)))
            {
                open.Enqueue(reference.Name);
            }
        }

        Assert.Equal(folder.Order(), reached.Order());
    }

    [Fact]
    public void Assembly_resolver_matches_simple_names_while_the_module_is_imported()
    {
        using var module = BuiltModule.Read(Path.Combine("Desktop", "CentryPS.dll"), _resolver);
        var initializer = module.MainModule.GetType("CentryPS.Commands.ModuleInitializer");

        Assert.Equal(
            ["IModuleAssemblyCleanup", "IModuleAssemblyInitializer"],
            initializer.Interfaces.Select(item => item.InterfaceType.Name).Order());
        Assert.Contains("add_AssemblyResolve", Calls(initializer, "OnImport"));
        Assert.Contains("remove_AssemblyResolve", Calls(initializer, "OnRemove"));
        Assert.Contains("get_Name", Calls(initializer, "Resolve"));
        Assert.DoesNotContain("get_Version", Calls(initializer, "Resolve"));
    }

    [Fact]
    public void Desktop_call_configures_its_ServicePoint_and_starts_on_another_thread()
    {
        using var module = BuiltModule.Read(Path.Combine("Desktop", "CentryPS.dll"), _resolver);
        var handler = module.MainModule.GetType("CentryPS.Http.DesktopHandler");

        var calls = Calls(handler, "SendAsync").ToArray();

        Assert.Equal(
            ["FindServicePoint", "Run", "set_ConnectionLeaseTimeout", "set_Expect100Continue", "set_UseNagleAlgorithm"],
            calls.Where(call => call != "get_RequestUri" && char.IsLetter(call[0])).Order());
        Assert.DoesNotContain(module.MainModule.GetMemberReferences(), member => member.DeclaringType.Name == "ServicePointManager" && member.Name.StartsWith("set_"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(Ssl3 | Tls, Tls | Tls12)]
    [InlineData(Tls11, Tls11 | Tls12)]
    [InlineData(Tls12 | Tls13, Tls12 | Tls13)]
    public void Desktop_client_offers_TLS_1_2_and_not_SSL_3(int process, int offered) =>
        Assert.Equal((SslProtocols)offered, Run("CentryPS.Http.DesktopHandler", "Protocols", (SecurityProtocolType)process));

    [Fact]
    public void Desktop_client_reports_a_TLS_failure_within_a_send_failure_as_a_trust_failure()
    {
        var failure = new HttpRequestException(null, new WebException(null, new AuthenticationException(), WebExceptionStatus.SendFailure, response: null));

        Assert.Equal("NotTrusted", $"{Run("CentryPS.Http.Transport", "Classify", failure)}");
    }

    [Fact]
    public void Assembly_resolver_answers_only_requests_of_module_assemblies()
    {
        Assert.Null(Resolve("Microsoft.Bcl.TimeProvider", null));
        Assert.Null(Resolve("Microsoft.Bcl.TimeProvider", typeof(DesktopTests).Assembly));
        Assert.Null(Resolve("Microsoft.Bcl.TimeProvider", Assembly.Load(File.ReadAllBytes(typeof(DesktopTests).Assembly.Location))));
        Assert.Null(Resolve("No.Such.Library", Desktop.Value));
        Assert.Equal("Microsoft.Bcl.TimeProvider", Resolve("Microsoft.Bcl.TimeProvider, Version=99.0.0.0", Desktop.Value)?.GetName().Name);
    }

    [Fact]
    public void Assembly_resolver_answers_a_copy_of_a_module_assembly_that_another_module_loaded_first()
    {
        using var folder = new TemporaryFolder();
        var copy = folder.File("System.Text.Json.dll");
        File.Copy(Path.Combine(BuiltModule.DesktopFolder, "System.Text.Json.dll"), copy);
        var others = new AssemblyLoadContext("Others", isCollectible: true);
        using (var bytes = new MemoryStream(File.ReadAllBytes(copy)))
        {
            Assert.NotNull(Resolve("Microsoft.Bcl.TimeProvider", others.LoadFromStream(bytes)));
        }

        Assert.Null(Resolve("Microsoft.Bcl.TimeProvider", typeof(System.Text.Json.JsonSerializer).Assembly)); // of another version
        others.Unload();
    }

    public void Dispose() => _resolver.Dispose();

    private static Assembly? Resolve(string name, Assembly? requester) =>
        (Assembly?)Run("CentryPS.Commands.ModuleInitializer", "Resolve", null, new ResolveEventArgs(name, requester));

    // Runs a method of the Desktop assembly on .NET.
    private static object? Run(string type, string method, params object?[] arguments) => Desktop.Value.GetType(type, throwOnError: true)!
        .GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
        .Invoke(null, arguments);

    private static IEnumerable<string> Calls(TypeDefinition type, string method) => type.Methods
        .Single(item => item.Name == method)
        .Body.Instructions
        .Select(instruction => (instruction.Operand as MethodReference)?.Name)
        .OfType<string>();

    private static bool Exists(MemberReference member) => member switch
    {
        MethodReference { DeclaringType.IsArray: true } => true,
        MethodReference method => method.Resolve() is not null,
        FieldReference field => field.Resolve() is not null,
        _ => true,
    };

    private IEnumerable<string> Mismatches(string file)
    {
        using var assembly = BuiltModule.Read(file, _resolver);
        foreach (var reference in assembly.MainModule.AssemblyReferences)
        {
            var found = _resolver.Find(reference.Name);
            Assert.True(found is not null, $"{Path.GetFileName(file)} needs {reference.FullName}");
            if (found.Version != reference.Version && !_resolver.IsOfFramework(reference.Name))
            {
                yield return reference.Name;
            }
        }
    }
}

using System.Management.Automation;
using System.Reflection;
using CentryPS.Commands;
using CentryPS.Commands.Base;
using CentryPS.Http;

namespace CentryPS.Tests.Conventions;

/// <summary>Every cmdlet follows the conventions of PowerShell.</summary>
public sealed class CmdletTests
{
    // Supports ShouldProcess although Test is read-only, because of -Deliver.
    private static readonly Type ChangesWithDeliver = typeof(TestCentryWebhookCommand);

    private static readonly string[] ReadOnlyVerbs =
    [
        VerbsCommon.Get, VerbsData.Compare, VerbsData.ConvertFrom, VerbsData.ConvertTo, VerbsDiagnostic.Test,
        VerbsCommunications.Receive, VerbsCommunications.Connect, VerbsCommunications.Disconnect,
    ];

    private static readonly HashSet<string> ApprovedVerbs =
    [
        .. new[]
        {
            typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic),
            typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity),
        }.SelectMany(group => group.GetFields()).Select(field => (string)field.GetValue(null)!),
    ];

    public static TheoryData<Type> Cmdlets() =>
        [.. typeof(ConnectCentryCommand).Assembly.GetTypes().Where(type => type.IsDefined(typeof(CmdletAttribute)))];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_is_a_sealed_public_class_named_after_its_command(Type cmdlet)
    {
        var name = Name(cmdlet);

        Assert.True(cmdlet.IsSealed && cmdlet.IsPublic);
        Assert.Equal($"{name.VerbName}{name.NounName}Command", cmdlet.Name);
        Assert.StartsWith("Centry", name.NounName);
        Assert.Contains(name.VerbName, ApprovedVerbs);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_declares_its_output_type_and_its_help_URI(Type cmdlet)
    {
        var name = Name(cmdlet);

        Assert.NotEmpty(cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type));
        Assert.Equal($"{HelpLinks.Root}{name.VerbName}-{name.NounName}.md", name.HelpUri);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_supports_ShouldProcess_only_when_it_changes_something(Type cmdlet) =>
        Assert.Equal(
            !ReadOnlyVerbs.Contains(Name(cmdlet).VerbName) || cmdlet == ChangesWithDeliver,
            Name(cmdlet).SupportsShouldProcess);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_that_calls_Centry_has_a_Session_parameter(Type cmdlet)
    {
        var lineage = BuiltModule.Core.MainModule.Types.Where(type => type.FullName.Split('`')[0] is var name
            && Lineage(cmdlet).Any(ancestor => ancestor.FullName!.Split('`')[0] == name));
        var calls = lineage.SelectMany(TypeReferences.Of).Contains(typeof(ICaller).FullName);

        Assert.Equal(calls, cmdlet.IsSubclassOf(typeof(CentrySessionCommand)));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameter_is_a_settable_property(Type cmdlet)
    {
        var parameters = cmdlet.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.IsDefined(typeof(ParameterAttribute)));

        Assert.All(parameters, parameter => Assert.True(parameter.SetMethod is { IsPublic: true } && parameter.GetMethod is { IsPublic: true }));
        Assert.All(parameters, parameter => Assert.True(char.IsUpper(parameter.Name[0])));
    }

    private static IEnumerable<Type> Lineage(Type cmdlet)
    {
        for (var type = cmdlet; type.Namespace!.StartsWith("CentryPS", StringComparison.Ordinal); type = type.BaseType!)
        {
            yield return type;
        }
    }

    private static CmdletAttribute Name(Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!;
}

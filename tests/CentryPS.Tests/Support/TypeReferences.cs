using Mono.Cecil;

namespace CentryPS.Tests.Support;

/// <summary>
/// Collects the full names of all types that a type references in signatures, attributes and instructions.
/// </summary>
internal sealed class TypeReferences
{
    private readonly HashSet<string> _names = [];

    private TypeReferences()
    {
    }

    public static IReadOnlySet<string> Of(TypeDefinition type)
    {
        var references = new TypeReferences();
        references.AddType(type);
        return references._names;
    }

    private void AddType(TypeDefinition type)
    {
        Add(type.BaseType);
        Add(type.CustomAttributes);
        Add(type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType));
        Add(type.Interfaces.Select(item => item.InterfaceType));
        Add(type.Fields.Select(field => field.FieldType));
        Add(type.Fields.SelectMany(field => field.CustomAttributes));
        Add(type.Properties.SelectMany(property => property.CustomAttributes));
        foreach (var method in type.Methods)
        {
            AddMember(method);
            Add(method.CustomAttributes);
            Add(method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : []);
            foreach (var instruction in method.HasBody ? method.Body.Instructions : [])
            {
                AddOperand(instruction.Operand);
            }
        }

        foreach (var nested in type.NestedTypes)
        {
            AddType(nested);
        }
    }

    private void AddOperand(object? operand)
    {
        switch (operand)
        {
            case TypeReference type:
                Add(type);
                break;
            case FieldReference field:
                Add(field.DeclaringType);
                Add(field.FieldType);
                break;
            case MethodReference method:
                AddMember(method);
                break;
        }
    }

    private void AddMember(MethodReference method)
    {
        Add(method.DeclaringType);
        Add(method.ReturnType);
        Add(method.Parameters.Select(parameter => parameter.ParameterType));
        Add((method as GenericInstanceMethod)?.GenericArguments ?? []);
    }

    private void Add(IEnumerable<CustomAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            Add(attribute.AttributeType);
            Add(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>());
        }
    }

    private void Add(IEnumerable<TypeReference> types)
    {
        foreach (var type in types)
        {
            Add(type);
        }
    }

    private void Add(TypeReference? type)
    {
        if (type is GenericInstanceType generic)
        {
            Add(generic.GenericArguments);
        }

        if (type?.GetElementType() is { } element)
        {
            _names.Add(element.FullName);
        }
    }
}

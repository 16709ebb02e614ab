using System.Collections;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes a parameter with the values that an attribute has in the objects that the session can see.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
public abstract class ValueCompleter<T> : ObjectCompleter
    where T : CentryObject
{
    private readonly CentryResource<T> _resource;
    private readonly Func<T, string?> _value;

    private protected ValueCompleter(CentryResource<T> resource, Func<T, string?> value) => (_resource, _value) = (resource, value);

    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound) => Objects(_resource, bound)
        .Cast<T>()
        .Where(item => IsTypable(_value(item)) && Has(_value(item)!, word.Trim('*')))
        .OrderBy(item => BeginsWord(_value(item)!, word.Trim('*')) ? 0 : 1)
        .GroupBy(item => _value(item)!)
        .Select(items => Offer(items.Key, items.Key, items.First().Description));
}

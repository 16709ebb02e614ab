using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Completion;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that changes existing objects, named by id or given.</summary>
/// <remarks>
/// There is no default parameter set: the engine would bind a piped object to it by property names before it tried
/// <see cref="InputObject"/>, and the object's old values would be sent as new ones.
/// </remarks>
/// <typeparam name="TObject">The kind of object.</typeparam>
/// <typeparam name="TResult">What a change gives.</typeparam>
public abstract class CentryChangeCommand<TObject, TResult> : CentryBulkCommand<TResult>, IResourceCommand
    where TObject : CentryObject
{
    private protected const string ById = "Id";
    private protected const string ByInputObject = "InputObject";

    private protected CentryChangeCommand(CentryResource<TObject> resource) => Resource = resource;

    /// <summary>The ids of the objects.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>The objects; only their ids are used.</summary>
    [Parameter(ParameterSetName = ByInputObject, Mandatory = true, ValueFromPipeline = true)]
    public TObject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    ICentryResource IResourceCommand.Resource => Resource;

    private protected CentryResource<TObject> Resource { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isById = ParameterSetName == ById;
        Progress.Total = MyInvocation.ExpectingInput ? null : isById ? Id.Length : InputObject.Length;
        foreach (var id in isById ? Id : [])
        {
            Start(id, id, () => Change(id));
        }

        foreach (var item in isById ? [] : InputObject)
        {
            var id = item.Id ?? string.Empty;
            Start(item, id, () => Change(id));
        }
    }

    /// <summary>The call that changes an object; null where the user does not agree.</summary>
    /// <exception cref="CentryException">What the user gave cannot be sent.</exception>
    private protected abstract CentryCall<TResult>? Change(string id);

    /// <summary>Asks whether to change it, as <c>-WhatIf</c> and <c>-Confirm</c> want.</summary>
    private protected bool IsAgreed(string id, string action) => ShouldProcess(Resource.Title.With(id), action);
}

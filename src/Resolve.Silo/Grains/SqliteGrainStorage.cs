using System.Globalization;
using Orleans.Serialization;
using Orleans.Storage;
using Resolve.Storage.Sqlite;

namespace Resolve.Silo.Grains;

/// <summary>Keeps grain states in the data directory of a standalone server.</summary>
internal sealed class SqliteGrainStorage(SqliteStateStore store, Serializer serializer) : IGrainStorage
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        StoredState found = store.Read(stateName, grainId.ToString());
        grainState.RecordExists = found.Payload is not null;
        grainState.State = found.Payload is { } payload ? serializer.Deserialize<T>(payload) : Activator.CreateInstance<T>();
        grainState.ETag = Tag(found.Version);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Keep(stateName, grainId, serializer.SerializeToArray(grainState.State), grainState);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null) Keep(stateName, grainId, null, grainState);
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    private void Keep<T>(string stateName, GrainId grainId, byte[]? payload, IGrainState<T> grainState)
    {
        long version = grainState.ETag is { } tag ? long.Parse(tag, CultureInfo.InvariantCulture) : 0;
        if (!store.TryWrite(stateName, grainId.ToString(), payload, version))
            throw new InconsistentStateException("The state was written by somebody else since it was read.",
                Tag(store.Read(stateName, grainId.ToString()).Version) ?? "", grainState.ETag ?? "");
        grainState.ETag = Tag(version + 1);
    }

    private static string? Tag(long version) => version == 0 ? null : version.ToString(CultureInfo.InvariantCulture);
}

using CsvHelper;
using Resolve.Cli.Output;
using Resolve.Runtime.Export;

namespace Resolve.Cli.Commands.Evaluation;

/// <summary>Which id is in which cluster, read from CSV: <c>record_id,cluster_id</c> or <c>entity_key,ring_id</c>, other columns ignored.</summary>
internal sealed class Clustering
{
    private readonly Dictionary<string, string> _clusterOf = new(StringComparer.Ordinal);

    /// <summary>Gets the cluster of each id.</summary>
    public IReadOnlyDictionary<string, string> ClusterOf => _clusterOf;

    /// <summary>Adds an id.</summary>
    /// <returns>False when it stands in another cluster already.</returns>
    public bool TryAdd(string id, string cluster) => _clusterOf.TryAdd(id, cluster) || string.Equals(_clusterOf[id], cluster, StringComparison.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="stream">Its content in UTF-8.</param>
    /// <returns>The clustering.</returns>
    /// <exception cref="CliException">The columns are not there, a row is too short, or an id stands in two clusters.</exception>
    public static Clustering Read(string name, Stream stream)
    {
        var clustering = new Clustering();
        try
        {
            using CsvReader csv = CsvReader.Create(stream, new CsvReaderOptions { TrackLineNumbers = true, IncludeValuesInExceptions = false },
                leaveOpen: true);
            csv.ReadHeader();
            (int id, int cluster) = Columns(csv, name);
            while (csv.Read())
            {
                if (csv.FieldCount <= Math.Max(id, cluster) || csv.IsEmpty(id) || csv.IsEmpty(cluster))
                    throw new CliException(ExitCode.Usage, $"{name}, line {csv.LineNumber}: an id or its cluster is missing.");
                string item = ExportField.Read(csv.GetString(id));
                if (!clustering.TryAdd(item, ExportField.Read(csv.GetString(cluster))))
                    throw new CliException(ExitCode.Usage, $"{name}, line {csv.LineNumber}: {item} stands in two clusters.");
            }
            return clustering;
        }
        catch (CsvFormatException e)
        {
            throw new CliException(ExitCode.Usage, $"{name} is no CSV that can be read: {e.Message}", e);
        }
    }

    private static (int Id, int Cluster) Columns(CsvReader csv, string name)
    {
        foreach ((string id, string cluster) in ((string, string)[])[("record_id", "cluster_id"), ("entity_key", "ring_id")])
            if (csv.TryGetFieldIndex(id, out int a) && csv.TryGetFieldIndex(cluster, out int b)) return (a, b);
        throw new CliException(ExitCode.Usage, $"{name} has no columns record_id,cluster_id or entity_key,ring_id.");
    }
}

using System.Data;
using System.Data.Common;

namespace Resolve.Agent.Databases;

/// <summary>How a database wants names and its one parameter written.</summary>
/// <param name="Open">What stands before a name.</param>
/// <param name="Close">What stands behind it, doubled within.</param>
/// <param name="Parameter"><c>@after</c>, <c>:after</c> or <c>?</c>.</param>
internal sealed record SqlDialect(string Open, string Close, string Parameter)
{
    /// <summary>Asks a provider; where it does not say, names stand in the quotes of the SQL standard and the parameter is <c>@after</c>.</summary>
    /// <param name="factory">The provider.</param>
    /// <param name="connection">An open connection.</param>
    public static SqlDialect Of(DbProviderFactory factory, DbConnection connection)
    {
        using DbCommandBuilder? builder = factory.CreateCommandBuilder();
        (string open, string close) = builder is { QuotePrefix: { Length: > 0 } prefix, QuoteSuffix: { Length: > 0 } suffix } ? (prefix, suffix) : ("\"", "\"");
        string format = MarkerFormat(connection);
        string parameter = format.StartsWith('?') ? "?" : format.StartsWith(':') ? ":after" : "@after";
        return new SqlDialect(open, close, parameter);
    }

    /// <summary>Quotes a name.</summary>
    public string Quoted(string name) => $"{Open}{name.Trim('"').Replace(Close, Close + Close, StringComparison.Ordinal)}{Close}";

    /// <summary>Quotes names with dots between, such as of a schema and its view.</summary>
    public string QuotedPath(string path) => string.Join('.', path.Split('.').Select(Quoted));

    /// <summary>
    /// The provider's own word for a parameter, such as <c>:{0}</c>; empty when it has none. SQL Server's says <c>{0}</c> and means <c>@</c>.
    /// </summary>
    private static string MarkerFormat(DbConnection connection)
    {
        try
        {
            DataTable information = connection.GetSchema(DbMetaDataCollectionNames.DataSourceInformation);
            return information.Rows.Count > 0 && information.Columns.Contains(DbMetaDataColumnNames.ParameterMarkerFormat)
                ? information.Rows[0][DbMetaDataColumnNames.ParameterMarkerFormat] as string ?? "" : "";
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or InvalidOperationException or DbException)
        {
            return "";
        }
    }
}

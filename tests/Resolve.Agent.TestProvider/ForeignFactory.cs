using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Resolve.Agent.TestProvider;

/// <summary>
/// A provider that the agent does not know: SQLite that takes names in brackets only, as SQL Server does without quoted identifiers, and
/// parameters behind a colon only, as Oracle does. The agent's tests copy its file into the folder <c>providers</c>.
/// </summary>
public sealed class ForeignFactory : DbProviderFactory
{
    /// <summary>The one factory; the name of the field is that of ADO.NET.</summary>
    public static readonly ForeignFactory Instance = new();

    private ForeignFactory()
    {
    }

    /// <inheritdoc/>
    public override DbConnection CreateConnection() => new ForeignConnection();

    /// <inheritdoc/>
    public override DbCommandBuilder CreateCommandBuilder() => new ForeignBuilder();

    private sealed class ForeignConnection : SqliteConnection
    {
        public override SqliteCommand CreateCommand() => new ForeignCommand { Connection = this };

        public override DataTable GetSchema(string collectionName)
        {
            if (collectionName != DbMetaDataCollectionNames.DataSourceInformation) return base.GetSchema(collectionName);
            var information = new DataTable();
            information.Columns.Add(DbMetaDataColumnNames.ParameterMarkerFormat, typeof(string));
            information.Rows.Add(":{0}");
            return information;
        }
    }

    private sealed class ForeignCommand : SqliteCommand
    {
        [AllowNull]
        public override string CommandText
        {
            get => base.CommandText;
            set => base.CommandText = value?.IndexOfAny(['"', '@']) >= 0
                ? throw new InvalidOperationException("Names stand in brackets here, and parameters behind a colon.") : value;
        }
    }

    private sealed class ForeignBuilder : DbCommandBuilder
    {
        public ForeignBuilder() => (QuotePrefix, QuoteSuffix) = ("[", "]");

        protected override void ApplyParameterInfo(DbParameter parameter, DataRow row, StatementType statementType, bool whereClause)
        {
        }

        protected override string GetParameterName(int parameterOrdinal) => $":p{parameterOrdinal}";

        protected override string GetParameterName(string parameterName) => $":{parameterName}";

        protected override string GetParameterPlaceholder(int parameterOrdinal) => $":p{parameterOrdinal}";

        protected override void SetRowUpdatingHandler(DbDataAdapter adapter)
        {
        }
    }
}

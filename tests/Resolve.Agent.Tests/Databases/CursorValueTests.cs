using System.Data;
using Microsoft.Data.Sqlite;
using Resolve.Agent.Configuration;
using Resolve.Agent.Databases;

namespace Resolve.Agent.Tests.Databases;

/// <summary>A cursor keeps its value and its type on the way through the outbox; times of SQL Server keep all their digits.</summary>
public sealed class CursorValueTests
{
    public static TheoryData<object, string, DbType> Values => new()
    {
        { 42L, "bigint", DbType.String },
        { 12.50m, "decimal", DbType.String },
        { "TB-9", "nvarchar", DbType.String },
        { new byte[] { 0, 0, 0, 0, 0, 0, 7, 209 }, "timestamp", DbType.String },
        { new DateTime(2026, 3, 2, 8, 15, 0, 3, DateTimeKind.Unspecified), "datetime", DbType.String },
        { new DateTime(2026, 3, 2, 8, 15, 0, DateTimeKind.Utc).AddTicks(1_234_567), "datetime2", DbType.DateTime2 },
        { new DateTimeOffset(2026, 3, 2, 8, 15, 0, TimeSpan.FromHours(7)).AddTicks(7), "datetimeoffset", DbType.String },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_comes_out_as_it_went_in(object value, string columnType, DbType expected)
    {
        var cursor = CursorValue.Of(value, columnType);
        var parameter = new SqliteParameter(); // its type is text where none is set
        new CursorValue(cursor.Type, cursor.Text).PutInto(parameter);
        Assert.Equal(value, parameter.Value);
        Assert.Equal(expected, parameter.DbType);
        if (value is DateTime time) Assert.Equal(time.Kind, ((DateTime)parameter.Value!).Kind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.5)]
    public void A_column_without_an_order_is_refused(object? value) => Assert.Throws<InvalidDataException>(() => CursorValue.Of(value, "float"));

    [Theory]
    [InlineData("postgresql", "\"a\"\"b\".\"view\"", "@after")]
    [InlineData("sqlite", "\"a\"\"b\".\"view\"", "@after")]
    [InlineData("Resolve.Agent.TestProvider.ForeignFactory, Resolve.Agent.TestProvider", "[a\"b].[view]", ":after")]
    public void Names_and_parameters_are_written_as_the_provider_asks_for(string provider, string path, string parameter)
    {
        System.Data.Common.DbProviderFactory factory = DatabaseProviders.Find(provider);
        using System.Data.Common.DbConnection connection = factory.CreateConnection()!;
        var dialect = SqlDialect.Of(factory, connection);
        Assert.Equal((path, parameter), (dialect.QuotedPath("a\"b.view"), dialect.Parameter));
    }
}

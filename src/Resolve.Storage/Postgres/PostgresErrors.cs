using System.Net.Sockets;
using Npgsql;
using Resolve.Runtime.Ports;

namespace Resolve.Storage.Postgres;

/// <summary>What PostgreSQL's error codes mean for the caller (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
internal static class PostgresErrors
{
    /// <summary>Determines whether an error is one of the database or of the way to it.</summary>
    /// <param name="error">The error.</param>
    /// <returns>True when <see cref="Map"/> knows it.</returns>
    public static bool IsKnown(Exception error) => error is NpgsqlException or TimeoutException or SocketException or IOException;

    /// <summary>Makes the journal's exception of a database error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="what">What could not be done, a sentence without its end.</param>
    /// <returns>The exception. Its message holds the server's message text, never its detail, which can quote data.</returns>
    public static JournalException Map(Exception error, string what) => error is PostgresException answer
        ? new JournalException(Kind(answer.SqlState), $"{what}: {answer.MessageText} ({answer.SqlState})", error)
        : new JournalException(JournalFailure.Unavailable, $"{what}: the database cannot be reached: {error.Message}", error);

    private static JournalFailure Kind(string state) => state switch
    {
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.IoError => JournalFailure.Storage,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => JournalFailure.ReadOnly,
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => JournalFailure.ReadOnly,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => JournalFailure.Damaged,
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NotNullViolation => JournalFailure.Damaged,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName => JournalFailure.Damaged,
        _ => JournalFailure.Unavailable,
    };
}

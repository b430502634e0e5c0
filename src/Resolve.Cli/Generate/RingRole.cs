namespace Resolve.Cli.Generate;

/// <summary>The part a planted entity plays in its ring. The order is the order of the slots of a ring.</summary>
internal enum RingRole
{
    Leader,
    LeaderPhone,
    MuleAccount,
    Collector,
    CashOut,
    AccountSeller,
    CallerPhone,
    Caller,
    CallerDevice,
    SimFarm,
    Recruiter,
    Channel,
}

/// <summary>The words of the roles in truth files.</summary>
internal static class RingRoles
{
    private static readonly string[] s_words =
        ["leader", "leader", "mule-account", "collector", "cash-out", "account-seller", "caller", "caller", "caller", "sim-farm", "recruiter", "caller"];

    /// <summary>Returns the word of a role, as rings name them; a leader's own phone counts as the leader.</summary>
    public static string Word(RingRole role) => s_words[(int)role];

    /// <summary>Gets whether the entities of the role are persons.</summary>
    public static bool IsPerson(RingRole role) => role is RingRole.Leader or RingRole.AccountSeller or RingRole.Caller;
}

using Resolve.Decisions;
using Resolve.Persons;
using Resolve.Persons.Models;
using Resolve.Persons.Records;

namespace Resolve.Runtime.Review;

/// <summary>The decisions that count, the model that they adopt, and the resolver that works by both: the same wherever records and blocks lie.</summary>
/// <remarks>A pure state: no clock, no I/O, one caller at a time.</remarks>
/// <param name="makeResolver">Makes the resolver for an adopted model; for null, one with the host's own.</param>
internal sealed class PersonResolution(Func<PersonModel?, PersonResolver> makeResolver)
{
    private readonly DecisionInterpreter _interpreter = new();
    private string? _adopted; // the decision whose model is in use, as id@version; null for the host's own

    /// <summary>Gets the resolver; another one since a model was adopted or taken back.</summary>
    public PersonResolver Resolver { get; private set; } = makeResolver(null);

    /// <summary>Gets the decisions in force, by id.</summary>
    public IReadOnlyCollection<Decision> DecisionsInForce => _interpreter.InForce;

    /// <summary>Gets the decision whose model is in force; null for the host's own.</summary>
    public Decision? AdoptedModel => _interpreter.AdoptedModel();

    /// <summary>Lets a decision count.</summary>
    public void Apply(Decision decision) => _interpreter.Put(decision);

    /// <summary>Passes on to the resolver what was applied: records, decisions, another model. It clusters next.</summary>
    /// <param name="records">The records that are there by now.</param>
    /// <param name="changes">Those that came or went since the last call.</param>
    /// <returns>Whether another model is in force since, so that everything is resolved again.</returns>
    public bool CollectChanges(IRecordTable records, IReadOnlyList<(int Id, PersonRecord Record, bool IsThere)> changes)
    {
        bool hasOtherModel = AdoptModel(records);
        foreach ((int id, PersonRecord record, bool isThere) in changes)
        {
            if (!hasOtherModel && isThere) Resolver.Add(id, record);
            else if (!hasOtherModel) Resolver.Remove(id);
            if (!isThere) records.LeavePerson(id);
        }
        _interpreter.Interpret(records, Resolver);
        return hasOtherModel;
    }

    private bool AdoptModel(IRecordTable records)
    {
        Decision? adopted = _interpreter.AdoptedModel();
        string? name = adopted is null ? null : $"{adopted.Id}@{adopted.Version}";
        if (name == _adopted) return false;
        _adopted = name;
        Resolver = makeResolver(adopted is null ? null : DecisionInterpreter.ModelOf(adopted));
        _interpreter.Forget();
        foreach ((int id, PersonRecord record) in records.Records()) Resolver.Add(id, record);
        return true;
    }
}

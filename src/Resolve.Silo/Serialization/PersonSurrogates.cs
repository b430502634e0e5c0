using Resolve.Decisions;
using Resolve.Persons;
using Resolve.Ports;

namespace Resolve.Silo.Serialization;

/// <summary>A decision as a document.</summary>
[RegisterConverter]
internal sealed class DecisionConverter : IConverter<Decision, JsonSurrogate>
{
    public Decision ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<Decision>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in Decision value) => DocumentJson.Write(value);
}

/// <summary>A comparison of persons as a document.</summary>
[RegisterConverter]
internal sealed class PersonComparisonConverter : IConverter<PersonComparison, JsonSurrogate>
{
    public PersonComparison ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<PersonComparison>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in PersonComparison value) => DocumentJson.Write(value);
}

/// <summary>A person's history as a document.</summary>
[RegisterConverter]
internal sealed class PersonHistoryConverter : IConverter<PersonHistory, JsonSurrogate>
{
    public PersonHistory ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<PersonHistory>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in PersonHistory value) => DocumentJson.Write(value);
}

/// <summary>A person found as a document.</summary>
[RegisterConverter]
internal sealed class PersonHitConverter : IConverter<PersonHit, JsonSurrogate>
{
    public PersonHit ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<PersonHit>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in PersonHit value) => DocumentJson.Write(value);
}

/// <summary>A description of a person as a document.</summary>
[RegisterConverter]
internal sealed class PersonRecordConverter : IConverter<PersonRecord, JsonSurrogate>
{
    public PersonRecord ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<PersonRecord>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in PersonRecord value) => DocumentJson.Write(value);
}

/// <summary>The limits of training as a document.</summary>
[RegisterConverter]
internal sealed class TrainingOptionsConverter : IConverter<TrainingOptions, JsonSurrogate>
{
    public TrainingOptions ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<TrainingOptions>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in TrainingOptions value) => DocumentJson.Write(value);
}

/// <summary>A receipt as a document.</summary>
[RegisterConverter]
internal sealed class ReceiptConverter : IConverter<Receipt, JsonSurrogate>
{
    public Receipt ConvertFromSurrogate(in JsonSurrogate surrogate) => DocumentJson.Read<Receipt>(surrogate);

    public JsonSurrogate ConvertToSurrogate(in Receipt value) => DocumentJson.Write(value);
}

/// <summary>A person model: the JSON that it is kept as.</summary>
[RegisterConverter]
internal sealed class PersonModelConverter : IConverter<PersonModel, JsonSurrogate>
{
    public PersonModel ConvertFromSurrogate(in JsonSurrogate surrogate) => PersonModel.Read(new MemoryStream(surrogate.Utf8));

    public JsonSurrogate ConvertToSurrogate(in PersonModel value)
    {
        using var bytes = new MemoryStream();
        value.Write(bytes);
        return new() { Utf8 = bytes.ToArray() };
    }
}

/// <summary>The model in force: the model and the decision that adopted it.</summary>
[GenerateSerializer, Immutable, Alias("resolve.s.model-in-force")]
internal struct ModelInForceSurrogate
{
    [Id(0)] public PersonModel Model;
    [Id(1)] public Decision? Decision;
}

/// <inheritdoc cref="ModelInForceSurrogate"/>
[RegisterConverter]
internal sealed class ModelInForceConverter : IConverter<ModelInForce, ModelInForceSurrogate>
{
    public ModelInForce ConvertFromSurrogate(in ModelInForceSurrogate surrogate) => new(surrogate.Model, surrogate.Decision);

    public ModelInForceSurrogate ConvertToSurrogate(in ModelInForce value) => new() { Model = value.Model, Decision = value.Decision };
}

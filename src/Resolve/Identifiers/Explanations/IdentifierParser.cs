using System.Globalization;
using Resolve.Identifiers.Devices;
using Resolve.Identifiers.Documents;
using Resolve.Identifiers.Normalisation;
using Resolve.Identifiers.Online;
using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Explanations;

/// <summary>Reads a value of any kind and explains itself: the one call behind <c>resolve parse</c> and <c>POST /v1/parse</c>.</summary>
public static class IdentifierParser
{
    /// <summary>Gets the kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. MentionReaders.Kinds.Select(k => EntityKinds.Of(k).Name)
            .Concat(["address", "amount", "bank", "citizen-card-qr", "date", "document", "mrz", "name", "narrative", "province", "qr"])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a value.</summary>
    /// <param name="kind">A kind or one of its other words.</param>
    /// <param name="value">The value as written.</param>
    /// <param name="date">The day it was written; null when unknown.</param>
    /// <returns>The explanation; never null, never an exception.</returns>
    public static ParseExplanation Parse(string kind, string value, DateOnly? date) => Parse(new ParseRequest(kind, value, date));

    /// <summary>Reads a value with what other fields say.</summary>
    /// <param name="request">The value and its fields.</param>
    /// <returns>The explanation.</returns>
    public static ParseExplanation Parse(ParseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Value);
        (string kind, string? sub) = Canonical(request.Kind ?? "");
        return kind switch
        {
            "phone" => ExplainIdentifiers.Phone(request.Value, request.Date),
            "account" => ExplainIdentifiers.Account(request.Value, request.Bank ?? sub, request.Date),
            "device" => ExplainIdentifiers.Device(request.Value, request.Type ?? sub),
            "online" => ExplainIdentifiers.Online(request.Value, request.Platform ?? sub, request.Date),
            "qr" => request.Value.Contains('|', StringComparison.Ordinal) ? ExplainDocuments.CitizenCard(request.Value)
                : ExplainIdentifiers.Qr(request.Value, request.Date),
            "bank" => ExplainIdentifiers.BankName(request.Value),
            "document" => ExplainDocuments.Document(request.Value, request.Type ?? sub, request.Country, request.Date),
            "citizen-card-qr" => ExplainDocuments.CitizenCard(request.Value),
            "mrz" => ExplainDocuments.Mrz(request.Value),
            "name" => ExplainTexts.Name(request.Value),
            "date" => ExplainTexts.Date(request.Value, request.Date),
            "province" => ExplainTexts.Place(request.Value, request.Date),
            "address" => ExplainTexts.Address(request.Value, request.Date, request.Gazetteer),
            "amount" => ExplainTexts.Amount(request.Value),
            "narrative" => ExplainTexts.Narrative(request.Value, request.Date),
            _ when EntityKinds.Find(kind) is { } info && MentionReaders.Find(info.Mention) is not null =>
                ExplainIdentifiers.Of(info, request.Value, request.Date),
            _ => new ParseExplanation(request.Kind ?? "", null, [],
                [$"Kinds are {string.Join(", ", Kinds)}; platforms, types of device and types of paper are taken too."], "unknown-kind"),
        };
    }

    /// <summary>Returns the canonical word of a type of paper as people name it, in any case: <c>CCCD</c>, <c>Hộ chiếu</c>.</summary>
    /// <param name="word">The word.</param>
    /// <returns>The type; null when it is none.</returns>
    public static string? DocumentType(string word) => DocumentReader.TypeOf(word) is { Length: > 0 } type ? type : null;

    /// <summary>Returns the kind that a word asks for, and the type within it that the word names.</summary>
    private static (string Kind, string? Sub) Canonical(string word)
    {
        string tight = TextFold.FoldTight(word.Length > 60 ? "" : word);
        foreach (EntityKindInfo info in EntityKinds.All)
            if (MentionReaders.Find(info.Mention) is not null && (info.Name == tight || info.Words.Contains(tight))) return (info.Name, null);
        switch (tight)
        {
            case "qr" or "vietqr" or "emv" or "emvco" or "maqr": return ("qr", null);
            case "bank" or "nganhang": return ("bank", null);
            case "cccdqr" or "qrcccd" or "citizencardqr" or "citizenqr": return ("citizen-card-qr", null);
            case "mrz": return ("mrz", null);
            case "name" or "person" or "personname" or "hoten" or "ten": return ("name", null);
            case "date" or "dob" or "birthdate" or "ngay" or "ngaysinh": return ("date", null);
            case "province" or "tinh" or "place": return ("province", null);
            case "address" or "diachi": return ("address", null);
            case "amount" or "money" or "sotien": return ("amount", null);
            case "narrative" or "text" or "noidung": return ("narrative", null);
            case "document" or "paper" or "id" or "giayto": return ("document", null);
            case "zalo": return ("online", "zalo");
        }
        if (DeviceReader.TypeOf(tight) is { } device) return ("device", device);
        if (DocumentReader.TypeOf(tight) is { Length: > 0 } paper) return ("document", paper);
        if (OnlinePlatforms.Canonical(tight) is { } platform) return ("online", platform);
        return ("", null);
    }
}

/// <summary>Gathers an explanation.</summary>
internal sealed class Explainer(string kind)
{
    private readonly List<string> _steps = [];
    private readonly SortedDictionary<string, string> _facts = new(StringComparer.Ordinal);

    public void Step(string step) => _steps.Add(step);

    public void Fact(string name, object? value)
    {
        string? text = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();
        if (!string.IsNullOrEmpty(text)) _facts[name] = text;
    }

    public ParseExplanation Key(string key, IEnumerable<string>? candidates = null) => new(kind, key, Sorted(candidates), _steps, null) { Facts = _facts };

    public ParseExplanation No(string reason, IEnumerable<string>? candidates = null)
    {
        _steps.Add(Reasons.Sentence(reason));
        return new ParseExplanation(kind, null, Sorted(candidates), _steps, reason) { Facts = _facts };
    }

    public static IEnumerable<string> Texts(IEnumerable<EntityKey> keys) => keys.Select(key => key.ToString());

    private static string[] Sorted(IEnumerable<string>? candidates) =>
        candidates is null ? [] : [.. candidates.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

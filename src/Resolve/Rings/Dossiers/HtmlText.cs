using System.Globalization;
using System.Text;

namespace Resolve.Rings.Dossiers;

/// <summary>Builds HTML in which nothing that came from outside can be anything but text.</summary>
/// <remarks>Reports are hostile: every text and attribute value goes through <see cref="Escape"/>; tags and attribute names are fixed words of this
/// program.</remarks>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    public override string ToString() => _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is not closed.");

    /// <summary>Writes fixed text as it stands: never what came from outside.</summary>
    public HtmlText Fixed(string html)
    {
        _text.Append(html);
        return this;
    }

    public HtmlText Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append('>');
        _open.Push(tag);
        return this;
    }

    public HtmlText Close(int count = 1)
    {
        for (; count > 0; count--) _text.Append(CultureInfo.InvariantCulture, $"</{_open.Pop()}>");
        return this;
    }

    /// <summary>Writes an element with text inside.</summary>
    public HtmlText Put(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append('>').Append(Escape(text)).Append(CultureInfo.InvariantCulture, $"</{tag}>");
        return this;
    }

    /// <summary>Writes an element of a picture that holds nothing.</summary>
    public HtmlText Empty(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        _text.Append("/>");
        return this;
    }

    public HtmlText Text(string text)
    {
        _text.Append(Escape(text));
        return this;
    }

    /// <summary>Escapes what HTML reads as more than text, and shows what no reader should meet: control and direction characters, lone surrogates.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;
                case '\n' or '\t': escaped.Append(' '); break;
                default:
                    bool isShown = Rune.GetUnicodeCategory(rune)
                        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator);
                    escaped.Append(isShown ? rune.ToString() : "\uFFFD");
                    break;
            }
        }
        return escaped.ToString();
    }

    private void Start(string tag, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _text.Append('<').Append(tag);
        foreach ((string name, string value) in attributes) _text.Append(CultureInfo.InvariantCulture, $" {name}=\"{Escape(value)}\"");
    }
}

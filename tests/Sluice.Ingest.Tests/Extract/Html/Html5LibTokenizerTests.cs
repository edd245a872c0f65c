using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Tests.Extract.Html;

public sealed partial class Html5LibTokenizerTests
{
    [Fact] // All cases in all states that they name; a case counts as passed when it passes in each.
    public void All_6810_tokenizer_cases_pass()
    {
        int cases = 0;
        List<string> failures = [];
        foreach ((string name, byte[] content) in Html5LibArchive.Files("tokenizer", ".test"))
        {
            using JsonDocument file = JsonDocument.Parse(content);
            bool isXml = file.RootElement.TryGetProperty("xmlViolationTests", out JsonElement tests);
            if (!isXml) tests = file.RootElement.GetProperty("tests");
            foreach (JsonElement test in tests.EnumerateArray())
            {
                cases++;
                string expected = Expected(test);
                IEnumerable<string> states = test.TryGetProperty("initialStates", out JsonElement named) ? named.EnumerateArray().Select(s => s.GetString()!) : ["Data state"];
                foreach (string state in states)
                {
                    string actual = Tokens(test, state);
                    if (isXml) actual = ForXml(actual);
                    if (actual == expected) continue;
                    failures.Add($"{name}, {state}: {test.GetProperty("input").GetRawText()}\n  expected {expected}\n  actual   {actual}");
                    break;
                }
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} cases fail:\n{string.Join("\n\n", failures.Take(50))}");
        Assert.Equal(6810, cases);
    }

    static string Tokens(JsonElement test, string state)
    {
        byte[] page = Html5LibArchive.Utf8(Unescape(test, test.GetProperty("input").GetString()!).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\r", "\n", StringComparison.Ordinal));
        HtmlNames names = new();
        HtmlTokenizer tokenizer = new(names, HtmlTrees.NoLimits) { KeepsAllAttributes = true };
        tokenizer.Begin(page, 0, page.Length);
        string last = test.TryGetProperty("lastStartTag", out JsonElement tag) ? tag.GetString()! : "";
        tokenizer.Switch(ModeOf(state), Html5LibArchive.Utf8(last));
        StringBuilder tokens = new();
        StringBuilder text = new();
        while (true)
        {
            HtmlTokenKind kind = tokenizer.Next();
            if (kind is HtmlTokenKind.Text or HtmlTokenKind.Null)
            {
                text.Append(kind == HtmlTokenKind.Null ? "\0" : Encoding.UTF8.GetString(tokenizer.Text));
                continue;
            }
            if (text.Length > 0) tokens.Append("text ").Append(text).Append('\n');
            text.Clear();
            if (kind == HtmlTokenKind.End) return tokens.ToString();
            tokens.Append(Write(tokenizer, names, kind)).Append('\n');
        }
    }

    static string Write(HtmlTokenizer tokenizer, HtmlNames names, HtmlTokenKind kind)
    {
        string text = Encoding.UTF8.GetString(tokenizer.Text);
        switch (kind)
        {
            case HtmlTokenKind.Comment:
                return $"comment {text}";
            case HtmlTokenKind.EndTag:
                return $"end {HtmlTrees.NameOf(names, tokenizer.Name)}";
            case HtmlTokenKind.StartTag:
                IEnumerable<string> attributes = tokenizer.Attributes.ToArray()
                    .Select(a => $" [{HtmlTrees.NameOf(names, a.Name)}={Encoding.UTF8.GetString(tokenizer.Value(a))}]").Order(StringComparer.Ordinal);
                return $"start {HtmlTrees.NameOf(names, tokenizer.Name)}{string.Concat(attributes)}{(tokenizer.IsSelfClosing ? " /" : "")}";
            default:
                HtmlDoctype doctype = tokenizer.Doctype;
                byte[] bytes = tokenizer.Text.ToArray();
                string name = Encoding.UTF8.GetString(bytes, 0, doctype.NameLength);
                string publicId = Encoding.UTF8.GetString(bytes, doctype.NameLength, doctype.PublicLength);
                string systemId = Encoding.UTF8.GetString(bytes, doctype.NameLength + doctype.PublicLength, doctype.SystemLength);
                return Doctype(doctype.HasName ? name : null, doctype.HasPublic ? publicId : null, doctype.HasSystem ? systemId : null, !doctype.ForcesQuirks);
        }
    }

    static string Doctype(string? name, string? publicId, string? systemId, bool isCorrect) => $"doctype {name ?? "-"} {publicId ?? "-"} {systemId ?? "-"} {isCorrect}";

    static string Expected(JsonElement test)
    {
        StringBuilder tokens = new();
        foreach (JsonElement token in test.GetProperty("output").EnumerateArray())
        {
            string?[] parts = [.. token.EnumerateArray().Select(p => p.ValueKind == JsonValueKind.String ? Clean(test, p.GetString()!) : null)];
            tokens.Append(parts[0] switch
            {
                "Character" => $"text {parts[1]}",
                "Comment" => $"comment {parts[1]}",
                "EndTag" => $"end {parts[1]}",
                "StartTag" => $"start {parts[1]}{Attributes(test, token[2])}{(token.GetArrayLength() > 3 ? " /" : "")}",
                _ => Doctype(parts[1], parts[2], parts[3], token[4].GetBoolean()),
            }).Append('\n');
        }
        return tokens.ToString();
    }

    static string Attributes(JsonElement test, JsonElement attributes) =>
        string.Concat(attributes.EnumerateObject().Select(a => $" [{Clean(test, a.Name)}={Clean(test, a.Value.GetString()!)}]").Order(StringComparer.Ordinal));

    static string Clean(JsonElement test, string text) => Encoding.UTF8.GetString(Html5LibArchive.Utf8(Unescape(test, text)));

    static string Unescape(JsonElement test, string text) =>
        test.TryGetProperty("doubleEscaped", out JsonElement escaped) && escaped.GetBoolean()
            ? Escapes().Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString())
            : text;

    static HtmlTokenizerMode ModeOf(string state) => state switch
    {
        "Data state" => HtmlTokenizerMode.Data,
        "PLAINTEXT state" => HtmlTokenizerMode.Plaintext,
        "RCDATA state" => HtmlTokenizerMode.TextWithReferences,
        "RAWTEXT state" => HtmlTokenizerMode.RawText,
        "Script data state" => HtmlTokenizerMode.Script,
        "CDATA section state" => HtmlTokenizerMode.CData,
        _ => throw new InvalidDataException(state),
    };

    // Four cases ask for what the standard calls coercing into an XML infoset, which is not a tokenizer's work.
    static string ForXml(string tokens) => tokens.Replace("\uFFFF", "\uFFFD", StringComparison.Ordinal).Replace('\f', ' ').Replace(" -- ", " - - ", StringComparison.Ordinal);

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Escapes();
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Cli.Try;
using Sluice.Core;

namespace Sluice.Cli.Tests.Try;

public sealed class JsonLineTests
{
    static JsonElement Write(Action<JsonLine> members)
    {
        using MemoryStream output = new();
        JsonLine line = new(output);
        line.Begin();
        members(line);
        line.EndLine();
        line.Flush();
        return JsonDocument.Parse(output.ToArray()).RootElement;
    }

    [Fact]
    public void Any_text_and_number_survive_being_written() =>
        Prop.ForAll<string?, double>((text, number) =>
        {
            string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")); // Lone surrogates become U+FFFD.
            JsonElement row = Write(line =>
            {
                line.Add("id", text);
                line.Add("text", Encoding.UTF8.GetBytes(valid));
                line.Add("value", number);
            });
            return row.GetProperty("id").GetString() == (text is null ? null : valid) && row.GetProperty("text").GetString() == valid
                && (double.IsFinite(number) ? row.GetProperty("value").GetDouble() == number : row.GetProperty("value").ValueKind == JsonValueKind.Null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lists_and_objects_nest()
    {
        JsonElement row = Write(line =>
        {
            line.Begin("words", '[');
            line.AddItem("a"u8);
            line.AddItem("b"u8);
            line.End(']');
            line.Begin("metadata").End();
            line.Add("keep", true);
        });
        Assert.Equal("""{"words": ["a", "b"], "metadata": {}, "keep": true}""", row.GetRawText());
    }

    [Fact] // What one `sluice try` writes, the next one reads.
    public void A_row_that_was_written_is_read_again() =>
        Prop.ForAll<string>(text =>
        {
            string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
            JsonElement row = Write(line =>
            {
                line.Add("id", valid);
                line.Add("text", valid);
            });
            Document document = new();
            return JsonRow.TryRead(Encoding.UTF8.GetBytes(row.GetRawText()), document, out _) && document.Id == valid && Encoding.UTF8.GetString(document.Text) == valid;
        }).QuickCheckThrowOnFailure();

    [Fact] // Any bytes are a row or a problem, never an exception.
    public void Broken_rows_never_throw()
    {
        byte[] good = """{"id": "a\u00e9\ud800", "text": "x\n\"\\\ud83d\ude00", "url": null, "language": 3, "more": [{"a": 1e9}]}"""u8.ToArray();
        Random random = new(20260802);
        Document document = new();
        for (int round = 0; round < 20_000; round++)
        {
            byte[] row = [.. good];
            for (int edit = random.Next(1, 6); edit > 0; edit--) row[random.Next(row.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"{}[]\",:\\ud8e1 "[random.Next(14)];
            document.Reset();
            bool isRow = JsonRow.TryRead(row.AsSpan(0, random.Next(row.Length + 1)), document, out string? problem);
            Assert.Equal(isRow, problem is null);
            Assert.True(System.Text.Unicode.Utf8.IsValid(document.Text));
        }
    }
}

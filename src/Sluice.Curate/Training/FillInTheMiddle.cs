using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Training;

/// <summary>Cuts a share of the texts in three and moves the middle to the end, so that a model that only ever sees the next token learns to fill a gap from both sides.</summary>
/// <remarks>
/// <para>What: PSM is <c>prefix-token prefix suffix-token suffix middle-token middle</c>; SPM is <c>prefix-token suffix-token suffix middle-token prefix middle</c>, the second form of
/// Bavarian et al., which keeps prefix and middle together and shares PSM's tokens. Both cuts are drawn from all places alike. Whether, how and where a text is cut follows from its id and the
/// recipe's seed alone.</para>
/// <para>Undone: the metadata say <c>fim</c> (<c>psm</c> or <c>spm</c>). Of PSM, text = prefix + middle + suffix; of SPM, text = what follows the middle token + suffix. Since no released text holds
/// a token of its own (unless <c>texts-with-tokens: leave</c>), the tokens can be found without doubt.</para>
/// <para>Known problems: lengths count the text as released, tokens included, so the step belongs last, after every filter and deduplication. A repeated id is cut the same way each time.
/// A training that cuts by itself, in every epoch anew, does not need it.</para>
/// <para>Example: <c>fill-in-the-middle: { rate: 0.9, split: line }</c></para>
/// </remarks>
public sealed class FillInTheMiddle(FillInTheMiddleOptions options, ulong recipeSeed) : IStep
{
    // Steps that draw by the same id and seed must not draw the same numbers.
    const ulong Salt = 0x46494D;

    readonly byte[] _prefixToken = Encoding.UTF8.GetBytes(options.PrefixToken);
    readonly byte[] _suffixToken = Encoding.UTF8.GetBytes(options.SuffixToken);
    readonly byte[] _middleToken = Encoding.UTF8.GetBytes(options.MiddleToken);
    readonly ulong _seed = recipeSeed ^ Salt;

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<FillInTheMiddleOptions>("fill-in-the-middle",
        "Bavarian et al. 2022 (arXiv:2207.14255); tokens and rates of StarCoder (Li et al. 2023, arXiv:2305.06161)", (options, resources) => new FillInTheMiddle(options, resources.Seed));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        ReadOnlySpan<byte> text = document.Text;
        if (TokenIn(text) is { } token) return options.TextsWithTokens == TextsWithTokens.Drop ? Verdict.Drop("fill-in-the-middle.tokens", token) : Verdict.Keep;
        SplitMix random = new(TextHash.Of(Encoding.UTF8.GetBytes(document.Id), _seed));
        double draw = Share(random.Next());
        measurements.Add("rate", draw);
        if (draw >= options.Rate || text.IsEmpty) return Verdict.Keep;
        bool isSpm = Share(random.Next()) < options.SpmRate;
        int places = options.Split == MiddleSplit.Line ? LinePlaces(text) : CharacterPlaces(text);
        int one = random.Below(places), other = random.Below(places);
        int start = PlaceAt(text, Math.Min(one, other)), end = PlaceAt(text, Math.Max(one, other));
        Write(document, text[..start], text[start..end], text[end..], isSpm);
        document.Metadata.Set("fim", isSpm ? "spm" : "psm");
        return Verdict.Keep;
    }

    void Write(Document document, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> suffix, bool isSpm)
    {
        IBufferWriter<byte> writer = document.BeginText();
        writer.Write(_prefixToken);
        if (!isSpm) writer.Write(prefix);
        writer.Write(_suffixToken);
        writer.Write(suffix);
        writer.Write(_middleToken);
        if (isSpm) writer.Write(prefix);
        writer.Write(middle);
        document.CommitText();
    }

    string? TokenIn(ReadOnlySpan<byte> text) =>
        text.IndexOf(_prefixToken) >= 0 ? options.PrefixToken : text.IndexOf(_suffixToken) >= 0 ? options.SuffixToken : text.IndexOf(_middleToken) >= 0 ? options.MiddleToken : null;

    static double Share(ulong random) => (random >> 11) * (1.0 / (1UL << 53));

    // Before each character, and at the end.
    static int CharacterPlaces(ReadOnlySpan<byte> text)
    {
        int places = 1;
        foreach (byte b in text) places += IsStart(b) ? 1 : 0;
        return places;
    }

    // Before each line, and at the end; a last line without a line feed ends there too.
    static int LinePlaces(ReadOnlySpan<byte> text) => 1 + text.Count((byte)'\n') + (text[^1] == '\n' ? 0 : 1);

    // The byte where the n-th place lies.
    int PlaceAt(ReadOnlySpan<byte> text, int place)
    {
        int at = 0;
        if (options.Split == MiddleSplit.Line)
        {
            for (; place > 0; place--)
            {
                int end = text[at..].IndexOf((byte)'\n');
                if (end < 0) return text.Length;
                at += end + 1;
            }
            return at;
        }
        for (; at < text.Length; at++)
            if (IsStart(text[at]) && place-- == 0) return at;
        return text.Length;
    }

    // No continuation byte of UTF-8.
    static bool IsStart(byte b) => (b & 0xC0) != 0x80;
}

using System.Text;
using Sluice.Core.Text;
using Sluice.Curate.Dedup.MinHash;

namespace Sluice.Curate.Tests.Dedup.MinHash;

public sealed class ShingleUnitsTests
{
    static readonly string[] s_chinese =
    [
        "今天早上我们去了市场买菜。", "天气很好，阳光照在河面上。", "老人坐在桥边慢慢地喝茶。", "孩子们在学校的院子里踢足球。", "晚上邻居带来了一篮子新鲜的苹果。", "火车站旁边新开了一家书店。",
        "她把信寄给了住在北方的姐姐。", "农民们正在田里收割稻子。", "医生说他应该多休息几天。", "图书馆明天上午九点才开门。",
    ];

    static readonly string[] s_japanese =
    [
        "昨日、友達と一緒に海へ行きました。", "コーヒーを飲みながら新聞を読んだ。", "駅前の本屋は夜遅くまで開いている。", "来週の会議について話し合う必要がある。", "庭に小さなトマトがたくさん実った。", "電車が遅れたので学校に間に合わなかった。",
        "母は台所で夕食の準備をしている。", "山の頂上からの眺めは素晴らしかった。", "新しいコンピューターはとても速い。", "彼は毎朝公園を散歩する習慣がある。",
    ];

    static readonly string[] s_thai =
    [
        "เมื่อวานนี้เราไปตลาดเพื่อซื้อผลไม้", "อากาศร้อนมากและไม่มีลม", "เด็กๆเล่นฟุตบอลอยู่หน้าบ้าน", "คุณยายทำขนมให้หลานกินทุกวันอาทิตย์", "รถไฟมาสายเกือบหนึ่งชั่วโมง", "ร้านหนังสือเปิดใหม่อยู่ใกล้สถานี",
        "ชาวนากำลังเกี่ยวข้าวในทุ่งนา", "หมอบอกว่าเขาควรพักผ่อนให้มากขึ้น", "ห้องสมุดจะเปิดพรุ่งนี้ตอนเก้าโมงเช้า", "เธอส่งจดหมายถึงพี่สาวที่อยู่ทางเหนือ",
    ];

    static ulong[] Units(string text, ShingleUnit unit, string? language)
    {
        TextAnalysis analysis = new();
        analysis.Reset(Encoding.UTF8.GetBytes(text), language);
        return new ShingleUnits(unit).Of(analysis).ToArray();
    }

    static double Similarity(string a, string b, string? language, ShingleUnit? given = null)
    {
        ShingleUnit unit = given ?? (language is null ? ShingleUnit.Characters : ShingleUnit.Auto);
        uint[] ofA = [.. new Shingles().Of(Units(a, unit, language), 5)], ofB = [.. new Shingles().Of(Units(b, unit, language), 5)];
        return Jaccard.Of(ofA, ofB, 0);
    }

    [Theory] // One sentence of nine was changed, whether the language is known or not.
    [InlineData("zh", "zh")]
    [InlineData("zh", null)]
    [InlineData("ja", "ja")]
    [InlineData("ja", null)]
    [InlineData("th", "th")]
    [InlineData("th", null)]
    public void Texts_without_spaces_are_compared_by_their_characters(string texts, string? language)
    {
        string[] sentences = texts == "zh" ? s_chinese : texts == "ja" ? s_japanese : s_thai;
        string text = string.Concat(sentences[..9]), changed = string.Concat([.. sentences[..4], sentences[9], .. sentences[5..9]]);
        Assert.InRange(Similarity(text, changed, language), 0.7, 0.9);
        Assert.InRange(Similarity(string.Concat(sentences[..5]), string.Concat(sentences[5..]), language), 0, 0.02);
        Assert.Equal(1, Similarity(text, text, language));
        // By words of the rules for unknown languages each sentence is one word.
        if (language is null) Assert.InRange(Similarity(text, changed, null, ShingleUnit.Words), 0, 0.4);
    }

    [Fact]
    public void Units_do_not_depend_on_the_tokenizer_where_there_are_no_words_to_cut() =>
        Assert.Equal(Units(string.Concat(s_chinese), ShingleUnit.Auto, "zh"), Units(string.Concat(s_chinese), ShingleUnit.Characters, null));

    [Fact]
    public void Words_of_mixed_texts_stay_whole()
    {
        ulong[] expected = [.. ((string[])["the", "word", "我", "们", "means", "we", "ok", "の", "plan", "ไ", "ท", "ย"]).Select(unit => TextHash.Of(Encoding.UTF8.GetBytes(unit)))];
        Assert.Equal(expected, Units("The word 我们 means we. okのplan ไทย", ShingleUnit.Characters, null));
    }

    [Theory]
    [InlineData("Plain words, naïve café and Ελληνικά слова.")]
    [InlineData("")]
    [InlineData("one")]
    public void Texts_with_spaces_are_compared_by_their_words(string text)
    {
        foreach (string? language in (string?[])[null, "en", "fr"]) Assert.Equal(Units(text, ShingleUnit.Words, language), Units(text, ShingleUnit.Characters, language));
    }

    [Theory] // By the rules for English, which are also those for unknown languages.
    [InlineData("en")]
    [InlineData(null)]
    public void English_results_are_those_of_words(string? language) =>
        Assert.Equal(Units("A word 我们 inside.", ShingleUnit.Words, language), Units("A word 我们 inside.", ShingleUnit.Auto, language));

    [Fact]
    public void The_seed_keys_every_shingle()
    {
        ulong[] words = [.. Enumerable.Range(1, 1000).Select(n => (ulong)n * 77_777_777_777)];
        uint[] a = [.. new Shingles(1).Of(words, 5)], b = [.. new Shingles(2).Of(words, 5)];
        Assert.Equal(996, a.Length);
        Assert.Empty(a.Intersect(b));
    }
}

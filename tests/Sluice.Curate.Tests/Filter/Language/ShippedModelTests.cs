using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.Language;

namespace Sluice.Curate.Tests.Filter.Language;

public sealed class ShippedModelTests
{
    static readonly string s_models = FindModels();

    static string FindModels()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Sluice.slnx"))) root = root.Parent!;
        return Path.Combine(root.FullName, "models");
    }

    static Document Identify(string text)
    {
        IStep step = IdentifyLanguage.Definition.Create(new IdentifyLanguageOptions { Model = IdentifyLanguage.ShippedModel, LabelOnly = true }, new TestResources(s_models));
        Document document = new();
        document.SetText(Encoding.UTF8.GetBytes(text));
        step.Apply(document, Measurements.None);
        return document;
    }

    [Theory] // Sentences written for this test.
    [InlineData("en", "The lamp on the corner has been broken since spring, and nobody from the council has come to look at it.")]
    [InlineData("fr", "La lampe du coin est cassée depuis le printemps, et personne de la mairie n'est venu la regarder.")]
    [InlineData("de", "Die Lampe an der Ecke ist seit dem Frühling kaputt, und niemand vom Rathaus hat sie sich angesehen.")]
    [InlineData("es", "La farola de la esquina está rota desde la primavera y nadie del ayuntamiento ha venido a verla.")]
    [InlineData("it", "Il lampione all'angolo è rotto dalla primavera e nessuno del comune è venuto a guardarlo.")]
    [InlineData("pl", "Lampa na rogu jest zepsuta od wiosny i nikt z urzędu nie przyszedł jej obejrzeć.")]
    [InlineData("ru", "Фонарь на углу сломан с весны, и никто из городской управы не пришёл на него посмотреть.")]
    [InlineData("tr", "Köşedeki lamba ilkbahardan beri bozuk ve belediyeden kimse gelip bakmadı.")]
    [InlineData("ja", "角の街灯は春から壊れたままで、役所からは誰も見に来ていません。")]
    [InlineData("el", "Η λάμπα στη γωνία είναι χαλασμένη από την άνοιξη και κανείς από τον δήμο δεν ήρθε να τη δει.")]
    public void Plain_sentences_get_their_language(string language, string text)
    {
        Document document = Identify(text);
        Assert.Equal(language, document.Language);
        Assert.InRange(document.LanguageScore!.Value, 0.65, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("14:02 / 412 / 7.31 / 88   14:05 / 97 / 7.30 / 81   14:20 / 233 / 7.28 / 80")]
    public void What_is_no_language_gets_none_that_is_sure(string text)
    {
        Document document = Identify(text);
        Assert.True(document.Language == "und" || document.LanguageScore < 0.65, $"{document.Language} {document.LanguageScore}");
    }
}

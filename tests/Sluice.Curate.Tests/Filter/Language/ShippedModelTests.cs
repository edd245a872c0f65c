using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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

    static IStep MakeStep() =>
        IdentifyLanguage.Definition.Create(new IdentifyLanguageOptions { Model = IdentifyLanguage.ShippedModel, LabelOnly = true }, new TestResources(s_models));

    static readonly IStep s_step = MakeStep(); // Tests of one class run one after another.

    static Document Identify(string text)
    {
        IStep step = s_step;
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

    [Fact]
    public void Lines_of_several_languages_are_none_that_is_not_among_them()
    {
        Document document = Identify(
            """
            Фонарь на углу сломан с весны, и никто из городской управы не пришёл на него посмотреть.
            The lamp on the corner has been broken since spring, and nobody from the council has come to look at it.
            Die Lampe an der Ecke ist seit dem Frühling kaputt, und niemand vom Rathaus hat sie sich angesehen.
            """);
        Assert.Contains(document.Language, (string[])["und", "ru", "en", "de"]);
        Assert.InRange(document.LanguageScore!.Value, 0, 0.5);
    }

    public static TheoryData<string> NoLanguage => new(
        "", " ", "7", "14:02 / 412 / 7.31 / 88   14:05 / 97 / 7.30 / 81   14:20 / 233 / 7.28 / 80", "+49 30 901820, 10.09.2021", "3.14159 2.71828 1.41421",
        "https://www.example.com/a/b?c=d&e=f#g", "ftp://files.example.org/pub/x86_64/libfoo-1.2.3.tar.gz http://t.co/Xq7Zp0aB",
        "for (int i = 0; i < n; i++) { a[i] = b[i] * c + d; if (a[i] > max) max = a[i]; }", "def f(x, y=None):\n    return [i ** 2 for i in x if i % y == 0]",
        ".nav > li:hover { margin: 0 4px; color: #fff; } @media (max-width: 60em) { .nav { float: none } }", "{\"id\": 17, \"k\": [1, 2, null], \"ok\": true}",
        "😀😀🎉🎉❤️👍🔥", "★★★☆☆ → ✓ ✗ ■ ● … «»", "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==",
        "d41d8cd98f00b204e9800998ecf8427e 5d41402abc4b2a76b9719d911017c592", "a", "Q", "я", "x y z", "A B C D E F G H", "1. a) b) c) 2. a) b)",
        "asdf jkl; qwer zxcv", "sdfkjh wlekrjh xcvmnb qpwoei", "aaaaaaaaaaaaaaaa", "zzz zzz zzz zzz", "\u0000\u0001\u0002", "\uFFFD\uFFFD\uFFFD", "---- ==== ____ ####",
        "English Deutsch Français Español Italiano Polski Português Русский 日本語 中文 한국어 العربية",
        "Cookies akzeptieren Accept all Tout refuser Aceptar Политика конфиденциальности 同意する Zgoda Hyväksy");

    [Theory]
    [MemberData(nameof(NoLanguage))]
    public void What_is_no_language_or_many_gets_none_that_is_sure(string text)
    {
        Document document = Identify(text);
        Assert.True(document.Language == "und" || document.LanguageScore < 0.65, $"{document.Language} {document.LanguageScore}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("12, 13, 14")]
    [InlineData("★★★☆☆ 😀 → ½")]
    public void A_text_without_a_letter_is_undetermined_with_score_0(string text)
    {
        Document document = Identify(text);
        Assert.Equal(("und", 0.0), (document.Language, document.LanguageScore));
        Assert.True(document.Metadata.TryGet("script", out MetadataValue script));
        Assert.Equal("Zyyy", script.Text);
    }

    [Theory] // Two languages, as many words of each, sentence by sentence and in halves.
    [InlineData("The lamp on the corner has been broken since spring. Die Lampe an der Ecke ist seit dem Frühling kaputt.")]
    [InlineData("Nadie del ayuntamiento ha venido a verla, lo siento mucho. Nobody from the council has come to look at it, sorry.")]
    [InlineData("Le chat dort sur le canapé pendant que la pluie tombe. Il gatto dorme sul divano mentre cade la pioggia.")]
    [InlineData("Lampa na rogu jest zepsuta od wiosny i nikt nie przyszedł. Lampan i hörnet har varit trasig sedan i våras och ingen har kommit.")]
    public void Half_and_half_is_never_a_sure_guess(string text) => Assert.InRange(Identify(text).LanguageScore!.Value, 0, 0.65);

    [Theory]
    [InlineData("Hotel")]
    [InlineData("no")]
    [InlineData("son")]
    [InlineData("Paris 2024")]
    [InlineData("die")]
    public void A_short_word_is_no_sure_evidence(string text) => Assert.InRange(Identify(text).LanguageScore!.Value, 0, 0.65);

    [Theory] // Measured when the model was made, on the half of the texts that it was not trained on, less about a point.
    [InlineData("lingua-sentences", 0.945)]
    [InlineData("lingua-word-pairs", 0.785)]
    [InlineData("lingua-single-words", 0.605)]
    [InlineData("udhr", 0.88)]
    [InlineData("bible-verses", 0.965)]
    [InlineData("detector-fixtures", 0.82)]
    [InlineData("flores-v1", 0.975)]
    public void Texts_that_it_was_not_trained_on_get_their_language(string set, double least)
    {
        HashSet<string> noLanguage = ["und", "xx", "version", "sit", "zzb", "zze", "zzh", "zzp"];
        IStep step = MakeStep();
        Document document = new();
        (int right, int all) = (0, 0);
        foreach (JsonElement row in Golden.Rows($"data/langid/{set}.jsonl.gz"))
        {
            (string language, byte[] text) = (row.GetProperty("lang").GetString()!, Encoding.UTF8.GetBytes(row.GetProperty("text").GetString()!));
            if (SHA256.HashData(text)[^1] % 2 == 1 || noLanguage.Contains(language)) continue;
            document.SetText(text);
            step.Apply(document, Measurements.None);
            all++;
            if (s_codes.GetValueOrDefault(language, language) == document.Language) right++;
        }
        Assert.True(right >= least * all, $"{set}: {right} of {all}, {100.0 * right / all:0.0} %");
    }

    [Fact]
    public void It_is_the_file_that_its_page_describes()
    {
        byte[] model = File.ReadAllBytes(Path.Combine(s_models, IdentifyLanguage.ShippedModel));
        Assert.InRange(model.Length, 1, 8_000_000);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(model)), File.ReadAllText(Path.Combine(s_models, "README.md")), StringComparison.Ordinal);
    }

    // The codes of the sets that the model names otherwise: ISO 639-3 or old, where it has ISO 639-1 and the macrolanguage for its usual member.
    static readonly Dictionary<string, string> s_codes = """
        aar=aa abk=ab afr=af als=sq amh=am arb=ar arm=hy ayr=ay azj=az bam=bm baq=eu bcl=bik bel=be ben=bn bh=bho bis=bi bod=bo bos=bs bre=br bul=bg cat=ca
        ces=cs cha=ch chv=cv cmn=zh cos=co cym=cy dan=da deu=de div=dv dzo=dz ekk=et ell=el eng=en epo=eo est=et eus=eu ewe=ee fao=fo fij=fj fil=tl fin=fi
        fra=fr fry=fy gaz=om gla=gd gle=ga glg=gl glv=gv gug=gn guj=gu hat=ht hau=ha heb=he hin=hi hnj=hmn hrv=hr hun=hu hye=hy ibo=ig ido=io iii=ii ike=iu
        ina=ia ind=id isl=is ita=it iw=he jav=jv jpn=ja jw=jv kal=kl kan=kn kat=ka kaz=kk khk=mn khm=km kin=rw kir=ky kmr=ku knc=kr kng=kg kor=ko lao=lo
        lat=la lav=lv lin=ln lit=lt ltz=lb lug=lg lvs=lv mah=mh mal=ml mar=mr mkd=mk mlt=mt mri=mi mya=my nav=nv nbl=nr ndo=ng nld=nl nno=nn nob=nb npi=ne
        nya=ny oci=oc ojb=oj oji=oj oss=os pan=pa pbu=ps pes=fa plt=mg pol=pl por=pt que=qu quy=qu roh=rm ron=ro run=rn rus=ru sag=sg san=sa sin=si slk=sk
        slv=sl sme=se smo=sm sna=sn som=so sot=st spa=es src=sc srp=sr ssw=ss sun=su swe=sv swh=sw syr=aii tah=ty tam=ta tat=tt tel=te tgk=tg tgl=tl tha=th
        tir=ti tmh=taq ton=to tsn=tn tso=ts tuk=tk tur=tr tw=ak twi=ak uig=ug ukr=uk urd=ur uzn=uz ven=ve vie=vi wln=wa wol=wo xho=xh ydd=yi yor=yo zlm=ms
        zul=zu zyb=za
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
}

using System.Collections.Frozen;

namespace Sluice.Ingest.Extract.Metadata;

/// <summary>Names of months as dates on pages have them, in the languages of most pages.</summary>
static class MonthNames
{
    const int NameCharsMax = 16;

    // A line a month: full names and the usual short ones, in lower case, without dots.
    static readonly string[] s_names =
    [
        "january jan januar jänner jän janvier janv gennaio gen enero ene janeiro januari janvāris sausio stycznia styczeń sty января январь янв січня ledna leden január ianuarie ian ocak oca tammikuuta ιανουαρίου januára januarja siječnja janeiro",
        "february feb februar fév février févr febbraio febrero fevereiro fev februari lutego luty lut февраля февраль фев лютого února únor február februarie şubat şub helmikuuta φεβρουαρίου februára februarja veljače",
        "march mar märz mrz mär mars marzo março maart mrt marca marzec марта март мар березня března březen március márc martie mart maaliskuuta μαρτίου ožujka marts",
        "april apr avril avr aprile abril abr kwietnia kwiecień kwi апреля апрель апр квітня dubna duben április ápr aprilie nisan nis huhtikuuta απριλίου apríla aprila travnja",
        "may mai maggio mag mayo maio mei maj мая май травня května květen május máj mayıs toukokuuta μαΐου μαίου mája maja svibnja",
        "june jun juni juin giugno giu junio junho czerwca czerwiec cze июня июнь июн червня června červen június jún iunie iun haziran haz kesäkuuta ιουνίου júna junija lipnja",
        "july jul juli juillet juil luglio lug julio julho lipca lipiec lip июля июль июл липня července červenec július júl iulie iul temmuz tem heinäkuuta ιουλίου júla julija srpnja",
        "august aug août aout agosto ago augustus augusti sierpnia sierpień sie августа август авг серпня srpna srpen augusztus ağustos ağu elokuuta αυγούστου augusta avgusta kolovoza",
        "september sep sept septembre settembre set septiembre setembro września wrzesień wrz сентября сентябрь сен сент вересня září szeptember szept septembrie eylül eyl syyskuuta σεπτεμβρίου septembra rujna",
        "october oct oktober okt octobre ottobre ott octubre outubro out października październik paź октября октябрь окт жовтня října říjen október octombrie ekim eki lokakuuta οκτωβρίου októbra oktobra",
        "november nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя листопада listopadu novembrie noiembrie kasım kas marraskuuta νοεμβρίου novembra studenoga studenog",
        "december dec dezember dez décembre déc decembre dicembre dic diciembre dezembro desember des grudnia grudzień gru декабря декабрь дек грудня prosince prosinec decembrie aralık ara joulukuuta δεκεμβρίου decembra prosinca",
    ];

    static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_months = Table().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The month, 1 to 12; 0 for other words.</summary>
    public static int Find(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > NameCharsMax) return 0;
        Span<char> lower = stackalloc char[NameCharsMax];
        int length = word.ToLowerInvariant(lower);
        return s_months.TryGetValue(lower[..length], out int month) ? month : 0;
    }

    static FrozenDictionary<string, int> Table()
    {
        Dictionary<string, int> months = new(StringComparer.Ordinal);
        for (int m = 0; m < s_names.Length; m++)
            foreach (string name in s_names[m].Split(' ')) months.TryAdd(name, m + 1);
        return months.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

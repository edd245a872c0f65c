namespace Sluice.Core.Text.English;

/// <summary>Chunks that the affix rules would cut wrongly, with the cuts they get: contractions, times, abbreviations, emoticons.</summary>
/// <remarks>Generated from rules; facts of explosion/spaCy 3.8 (<c>lang/en/tokenizer_exceptions.py</c>, <c>lang/tokenizer_exceptions.py</c>), quirks included: "id" is
/// cut into "i" and "d", "wed" into "we" and "d", "were" is not cut.</remarks>
static class Exceptions
{
    const char Cut = '~';

    /// <summary>Every exception: its parts, joined by tildes. In ordinal order.</summary>
    public static string[] All()
    {
        HashSet<string> all = [.. Contractions()];
        all.ExceptWith(NotCut.Split(' ').SelectMany(w => all.Where(e => Whole(e) == w).ToArray()));
        all.UnionWith(Times());
        all.UnionWith($"{Abbreviations} {LetterStops} {OddWords} {Emoticons}".Split(' ', StringSplitOptions.RemoveEmptyEntries));
        all.UnionWith(["°~c~.", "°~f~.", "°~k~.", "°~C~.", "°~F~.", "°~K~."]);
        // Each with the typographic apostrophe too.
        all.UnionWith(all.Select(e => e.Replace('\'', '’')).ToArray());
        return [.. all.Order(StringComparer.Ordinal)];
    }

    /// <summary>The chunk that an exception is about.</summary>
    public static string Whole(string exception) => exception.Replace("~", "", StringComparison.Ordinal);

    /// <summary>The words that it is cut into.</summary>
    public static string[] Parts(string exception) => exception.Split(Cut);

    // These are words by themselves, though a contraction without its apostrophe reads the same.
    const string NotCut = "Ill ill Its its Hell hell Shell shell Shed shed were Were Well well Whore whore";

    static IEnumerable<string> Contractions()
    {
        const string Will = "'ll 'll~'ve 'd 'd~'ve", Not = "n't", NotHave = "n't n't~'ve";
        (string Stems, string Endings)[] rules =
        [
            ("i", "'m 'm~a"),
            ("i you he she it we they", Will),
            ("i you we they", "'ve"),
            ("you we they", "'re"),
            ("he she it", "'s"),
            ("who what when where why how there that this these those", Will),
            ("who what when where why how there that this", "'s"),
            ("who what when where why how there these those", "'re 've"),
            ("ca could do does did had may might must need ought sha should wo would", NotHave),
            ("could might must should would", "'ve"),
            ("ai are is was were have has dare", Not),
        ];
        foreach ((string stems, string endings) in rules)
            foreach (string stem in stems.Split(' '))
                foreach (string ending in endings.Split(' '))
                    foreach (string written in (string[])[stem, char.ToUpperInvariant(stem[0]) + stem[1..]])
                    {
                        yield return $"{written}~{ending}";
                        yield return $"{written}~{ending.Replace("'", "", StringComparison.Ordinal)}";
                    }
        const string BothCases = "c'm~on can~not gon~na got~ta let~'s not~'ve not~ve how~'d~'y ma'am o'clock doin doin' goin goin' nothin nothin' nuthin nuthin' " +
            "ol ol' somethin somethin' lovin lovin' havin havin'";
        foreach (string word in BothCases.Split(' '))
        {
            yield return word;
            yield return char.ToUpperInvariant(word[0]) + word[1..];
        }
    }

    static IEnumerable<string> Times()
    {
        for (int hour = 1; hour <= 12; hour++)
            foreach (string half in (string[])["am", "a.m.", "pm", "p.m."])
                yield return $"{hour}~{half}";
    }

    const string Abbreviations =
        "Mt. Ak. Ala. Apr. Ariz. Ark. Aug. Calif. Colo. Conn. Dec. Del. Feb. Fla. Ga. Ia. Id. Ill. Ind. Jan. Jul. Jun. Kan. Kans. Ky. La. Mar. Mass. Mich. Minn. Miss. " +
        "N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Nov. Oct. Okla. Ore. Pa. S.C. Sep. Sept. Tenn. Va. Wash. Wis. " +
        "a.m. Adm. Bros. co. Co. Corp. D.C. Dr. e.g. E.g. E.G. Gen. Gov. i.e. I.e. I.E. Inc. Jr. Ltd. Md. Messrs. Mo. Mont. Mr. Mrs. Ms. p.m. Ph.D. Prof. Rep. Rev. " +
        "Sen. St. vs. v.s.";

    const string LetterStops = "a. b. c. d. e. f. g. h. i. j. k. l. m. n. o. p. q. r. s. t. u. v. w. x. y. z. ä. ö. ü.";

    const string OddWords =
        "y'~all y~all 'em em 'll ll 'nuff nuff 'S 's ‘S ‘s and/or w/o 're 'd 'Cause 'cause 'cos 'Cos 'coz 'Coz 'cuz 'Cuz 'bout ' '' \\\") <space> C++ \\t \\n —";

    const string Emoticons =
        ":) :-) :)) :-)) :))) :-))) (: (-: =) (= :] :-] [: [-: [= =] :o) (o: :} :-} 8) 8-) (-8 ;) ;-) (; (-; " +
        ":( :-( :(( :-(( :((( :-((( ): )-: =( >:( :') :'-) :'( :'-( :/ :-/ =/ =| :| :-| ]= =[ :1 :P :-P :p :-p :O :-O :o :-o :0 :-0 :() >:o :* :-* :3 :-3 =3 :> :-> " +
        ":X :-X :x :-x :D :-D ;D ;-D =D xD XD xDD XDD 8D 8-D " +
        "^_^ ^__^ ^___^ >.< >.> <.< ._. ;_; -_- -__- v.v V.V v_v V_V o_o o_O O_o O_O 0_o o_0 0_0 o.O O.o O.O o.o 0.0 o.0 0.o @_@ <3 <33 <333 </3 " +
        "(^_^) (-_-) (._.) (>_<) (*_*) (¬_¬) ಠ_ಠ ಠ︵ಠ (ಠ_ಠ) ¯\\(ツ)/¯ (╯°□°）╯︵┻━┻ ><(((*>";
}

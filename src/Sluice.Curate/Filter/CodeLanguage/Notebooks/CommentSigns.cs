namespace Sluice.Curate.Filter.CodeLanguage.Notebooks;

/// <summary>What starts a comment to the end of the line, in the languages that kernels run.</summary>
static class CommentSigns
{
    /// <summary>The sign with a space after it; <c>#</c> for a language not listed.</summary>
    public static ReadOnlySpan<byte> Of(string language) => language switch
    {
        "C" or "C++" or "C#" or "F#" or "Go" or "Groovy" or "Java" or "JavaScript" or "Kotlin" or "PHP" or "Q#" or "Rust" or "Scala" or "Stata" or "Swift" or "TypeScript" or "Wollok" or "Zig" => "// "u8,
        "Agda" or "Elm" or "Haskell" or "Lua" or "PLSQL" or "PLpgSQL" or "SQL" or "TSQL" => "-- "u8,
        "MATLAB" or "Prolog" or "TeX" or "Erlang" => "% "u8,
        "Clojure" or "Common Lisp" or "Scheme" or "Racket" or "Hy" => "; "u8,
        "Fortran" or "Fortran Free Form" => "! "u8,
        _ => "# "u8,
    };
}

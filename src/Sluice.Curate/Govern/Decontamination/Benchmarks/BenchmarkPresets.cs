namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>A benchmark that Sluice knows: its file's usual name, and its fields.</summary>
/// <param name="Name">What recipes call it.</param>
/// <param name="File">Name of its file; with or without <c>.gz</c>.</param>
/// <param name="Fields">Where its texts stand.</param>
public sealed record BenchmarkPreset(string Name, string File, BenchmarkFields Fields);

/// <summary>The benchmarks that Sluice knows by name. Their files are not shipped.</summary>
public static class BenchmarkPresets
{
    // Exam texts written for the test belong to the question; passages taken from published texts do not.
    static readonly string[] s_agiEval =
        ["aqua-rat", "gaokao-biology", "gaokao-chemistry", "gaokao-geography", "gaokao-history", "gaokao-mathqa", "gaokao-physics", "jec-qa-ca", "jec-qa-kd"];

    static readonly string[] s_agiEvalQuoting = ["gaokao-chinese", "gaokao-english", "lsat-rc", "sat-en"];
    static readonly string[] s_agiEvalPosing = ["logiqa-en", "logiqa-zh", "lsat-ar", "lsat-lr"];

    /// <summary>All of them, in ordinal order of their names.</summary>
    public static IReadOnlyList<BenchmarkPreset> All { get; } = [.. Make().OrderBy(preset => preset.Name, StringComparer.Ordinal)];

    /// <summary>The one of a name; null where there is none.</summary>
    public static BenchmarkPreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);

    static IEnumerable<BenchmarkPreset> Make()
    {
        yield return Of("asdiv", "ASDiv.xml", "Body+Question", "Answer", rows: "Problem");
        yield return new("humaneval", "HumanEval.jsonl", new() { Question = [new("prompt") { IsDocstring = true }], Answer = [new("canonical_solution")] });
        yield return Of("svamp", "SVAMP.json", "Body+Question");
        yield return Of("truthfulqa", "TruthfulQA.csv", "Question", "Correct Answers");
        foreach (string task in s_agiEval) yield return AgiEval(task, "question", "options");
        foreach (string task in s_agiEvalQuoting) yield return AgiEval(task, "question", "options", "passage");
        foreach (string task in s_agiEvalPosing) yield return AgiEval(task, "passage+question", "options");
        yield return AgiEval("gaokao-mathcloze", "question", "answer");
        yield return AgiEval("math", "question", "other.solution");
        yield return AgiEval("sat-en-without-passage", "question", "options");
        yield return AgiEval("sat-math", "question", "options");
        yield return Of("aqua-dev", "aqua-dev.jsonl", "question", "rationale");
        yield return Of("aqua-test", "aqua-test.jsonl", "question", "rationale");
        yield return Of("bbh", "bbh.jsonl", "input", "target");
        foreach (string set in (string[])["arc-challenge-test", "arc-challenge-train", "arc-easy-test", "arc-easy-train"])
            yield return Instruction(set, set.Replace("arc-challenge-", "ARC-Challenge__", StringComparison.Ordinal).Replace("arc-easy-", "ARC-Easy__", StringComparison.Ordinal));
        foreach (string set in (string[])["boolq-test", "boolq-train", "openbookqa-test", "openbookqa-train", "social-i-qa-test", "winogrande-test"])
            yield return Instruction(set, set[..set.LastIndexOf('-')].Replace('-', '_') + "__" + set[(set.LastIndexOf('-') + 1)..]);
        BenchmarkPreset piqa = Instruction("piqa-test", "piqa__test");
        yield return piqa with { Fields = piqa.Fields with { Answer = [new("instruction") { After = "\n\nSolution1: ", Before = "\n\nAnswer format" }] } };
        foreach (string set in (string[])["gsm8k-test", "gsm8k-test-socratic", "gsm8k-train"]) yield return Of(set, set + ".jsonl", "question", "answer");
        yield return Harness("asdiv", "asdiv__test", "body+question", "answer");
        yield return Harness("gsm-hard", "gsm_hard__test", "input", "code");
        yield return Harness("hungarian-exam", "hungarian_exam__test", "problem", "solution");
        yield return Harness("math", "math__test", "problem", "solution");
        yield return Harness("math-oai", "math_oai__test", "problem", "solution");
        yield return Harness("mathqa", "mathqa__test", "problem", "rationale");
        foreach (string set in (string[])["addsub", "multiarith", "singleeq", "singleop"]) yield return Harness("mawps-" + set, "mawps__" + set, "input");
        yield return Harness("mawps-test", "mawps__test", "input");
        yield return Harness("mmlu-stem", "mmlu_stem__test", "question", "choices");
        yield return Harness("ocw", "ocw__test", "problem", "solution");
        yield return Harness("sat-math", "sat_math__test", "question", "options");
        yield return Harness("svamp", "svamp__test", "Body+Question");
        yield return Of("mbpp", "mbpp.jsonl", "text", "code");
        yield return Of("mtpb", "mtpb.jsonl", "prompts");
        yield return Of("mawps-asdiv-a-svamp-dev", "svamp-repo__data__mawps-asdiv-a_svamp__dev.csv", "Question");
        yield return Of("mawps-asdiv-a-svamp-without-questions-dev", "svamp-repo__data__mawps-asdiv-a_svamp_without_questions__dev.csv", "Question");
        yield return Of("zscot-addsub", "zscot__AddSub__AddSub.json", "sQuestion");
        yield return Of("zscot-date-understanding", "zscot__Bigbench_Date__task.json", "input", rows: "examples");
        yield return Of("zscot-object-tracking", "zscot__Bigbench_object_tracking__task.json", "input", rows: "examples");
        yield return Of("commonsenseqa-dev", "zscot__CommonsenseQA__dev_rand_split.jsonl", "question.stem", "question.choices.text");
        yield return Of("commonsenseqa-test", "zscot__CommonsenseQA__test_rand_split_no_answers.jsonl", "question.stem", "question.choices.text");
        yield return Of("zscot-multiarith", "zscot__MultiArith__MultiArith.json", "sQuestion");
        yield return Of("zscot-singleeq", "zscot__SingleEq__questions.json", "sQuestion");
        yield return Of("strategyqa", "zscot__StrategyQA__task.json", "input", "target", rows: "examples");
        yield return Of("zscot-coin-flip", "zscot__coin_flip__coin_flip.json", "question", rows: "examples");
        yield return Of("zscot-last-letters", "zscot__last_letters__last_letters.json", "question", rows: "examples");
    }

    static BenchmarkPreset AgiEval(string task, string question, string answer, string passage = "") =>
        Of("agieval-" + task, $"agieval__{task}.jsonl", question, answer, passage);

    static BenchmarkPreset Harness(string name, string file, string question, string answer = "") => Of("mathharness-" + name, $"mathharness__{file}.jsonl", question, answer);

    // LLM-Adapters' instruction prompts: "Please …: QUESTION\n\nAnswer1: …".
    static BenchmarkPreset Instruction(string name, string file) =>
        new(name, $"commonsense__{file}.json", new() { Question = [new("instruction") { After = ": ", Before = "\n\n" }] });

    static BenchmarkPreset Of(string name, string file, string question, string answer = "", string passage = "", string? rows = null) =>
        new(name, file, new() { Question = Sources(question), Answer = Sources(answer), Passage = Sources(passage), Rows = rows });

    static FieldSource[] Sources(string fields) => [.. fields.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(field => new FieldSource(field))];
}

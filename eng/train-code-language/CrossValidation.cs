using Sluice.Curate.Filter.CodeLanguage;

namespace Sluice.TrainCodeLanguage;

/// <summary>Trains on two thirds of the files and asks about the other third, three times.</summary>
static class CrossValidation
{
    public static void Report(List<LabelledFile> files)
    {
        Console.WriteLine("without a classifier");
        Count(files.Select(file => Ask(file, null)));
        List<(CodeEvidence, bool, string)> answers = [];
        int chosen = 0, chosenRight = 0;
        double[] margins = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];
        (int All, int Right)[] guesses = new (int, int)[margins.Length];
        char[] scratch = new char[LanguageTable.ScratchLength];
        for (int fold = 0; fold < LabelledFile.Folds; fold++)
        {
            CodeModel model = CodeModel.Read(new MemoryStream(ModelTrainer.Train(files.Where(file => file.Fold != fold))));
            CodeClassifier classifier = new(model);
            foreach (LabelledFile file in files.Where(file => file.Fold == fold))
            {
                answers.Add(Ask(file, model));
                ReadOnlySpan<byte> text = file.Text.AsSpan(0, Math.Min(file.Text.Length, CodeIdentifier.ContentBytesMax));
                for (int i = 0; i < margins.Length; i++)
                    if (new CodeClassifier(model) { GuessMargin = margins[i] }.Guess(text) is { } guess) guesses[i] = (guesses[i].All + 1, guesses[i].Right + (guess.Name == file.Language ? 1 : 0));
                ProgrammingLanguage[] candidates = LanguageTable.Shared.OfExtension(file.Name, scratch, out _);
                if (candidates.Length < 2) continue;
                chosen++;
                if (classifier.Best(text, candidates).Name == file.Language) chosenRight++;
            }
        }
        Console.WriteLine($"with a classifier that has not seen the file ({LabelledFile.Folds} parts, by hash of the path)");
        Count(answers);
        Console.WriteLine($"the classifier alone, among the languages of an extension: {chosenRight} of {chosen} right");
        for (int i = 0; i < margins.Length; i++)
            Console.WriteLine($"the classifier alone, among all languages, margin {margins[i]}: {guesses[i].All} of {files.Count} guessed, {guesses[i].Right} of them right");
    }

    static (CodeEvidence By, bool IsRight, string Line) Ask(LabelledFile file, CodeModel? model)
    {
        ProgrammingLanguage? got = new CodeIdentifier(model is null ? null : new(model)).Identify(file.Name, file.Text, out CodeEvidence by);
        return (by, got?.Name == file.Language, $"{file.Path}: {got?.Name ?? "none"}, by {by}");
    }

    static void Count(IEnumerable<(CodeEvidence By, bool IsRight, string Line)> answers)
    {
        (CodeEvidence By, bool IsRight, string Line)[] all = [.. answers];
        foreach (IGrouping<CodeEvidence, (CodeEvidence By, bool IsRight, string Line)> group in all.GroupBy(answer => answer.By).OrderBy(group => group.Key))
            Console.WriteLine($"  {group.Key}: {group.Count(answer => answer.IsRight)} of {group.Count()} right");
        Console.WriteLine($"  all: {all.Count(answer => answer.IsRight)} of {all.Length} right, {100.0 * all.Count(answer => answer.IsRight) / all.Length:0.00} %");
        foreach ((_, _, string line) in all.Where(answer => !answer.IsRight && answer.By != CodeEvidence.None)) Console.WriteLine($"    {line}");
    }
}

using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Sluice.Cli.Inspecting;
using Sluice.Core;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Cli.Classify;

/// <summary><c>sluice classifier train</c>: labelled texts to a model, and what it gets right on texts that it has not seen.</summary>
sealed class TrainAction : Verb
{
    const double HeldOutShareDefault = 0.1;
    const double AsideShare = 0.1;
    const ulong AsideSeed = 0x6173696465; // Texts put aside to choose options by must not be those of the report.

    readonly Argument<string[]> _inputs = new("INPUT") { Description = "Labelled texts, a line each: JSON Lines (.jsonl, .ndjson), else fastText's format, `__label__x text`; also gzip or zstd; - for standard input", Arity = ArgumentArity.OneOrMore };
    readonly Option<string> _output = new("--output", "-o") { Description = "The model file; one that ends in .ftz is made small", HelpName = "FILE", Required = true };
    readonly TrainingFlags _flags = new();
    readonly Option<bool> _auto = new("--auto") { Description = "Choose the options by trying a fixed list of them on texts put aside" };
    readonly Option<Duration?> _budget = new("--budget") { Description = "Time for the trials of --auto; nothing else depends on the clock [default: 5m]", HelpName = "TIME", CustomParser = TrainingFlags.Parse<Duration> };
    readonly Option<double?> _share = new("--held-out-share") { Description = "Share of the texts, by hash, that is held out of training for the report [default: 0.1]", HelpName = "SHARE" };
    readonly Option<string[]> _heldOut = new("--held-out") { Description = "Labelled texts for the report, in place of a share", HelpName = "FILE" };
    readonly Option<string> _label = new("--label") { Description = "Show what each threshold keeps of this label", HelpName = "LABEL" };
    readonly TextFields _fields = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice classifier train good.jsonl web.jsonl -o quality.bin",
        "sluice classifier train labelled.txt -o quality.ftz --word-ngrams 2 --epochs 10 --learning-rate 0.5 --size-max 8MB",
        "sluice classifier train labelled.txt -o quality.ftz --auto --budget 5m --size-max 8MB",
        "sluice classifier train reviews.jsonl --text-field body --label-field stars -o stars.bin --held-out test.jsonl --json",
    ];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_inputs);
        command.Options.Add(_output);
        _flags.AddTo(command);
        foreach (Option option in (Option[])[_auto, _budget, _share, _heldOut, _label]) command.Options.Add(option);
        _fields.AddTo(command, withLabel: true);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        TrainingOptions options = _flags.Training(call);
        QuantizeOptions small = _flags.Small(call);
        Check(call, options, small);
        string output = call.Get(_output)!;
        bool isSmall = _flags.IsSmall(call) || output.EndsWith(".ftz", StringComparison.OrdinalIgnoreCase);

        SeedTexts texts = Read(call);
        if (texts.Training.Count == 0) throw new SluiceException("there are no labelled texts to train with") { ExitCode = ExitCode.Failed };
        if (texts.Training.LabelCount == 1) call.Error.WriteLine("note: all texts have one label; a classifier needs texts of another one, too");
        call.Error.WriteLine(Invariant($"{texts.Training.Count} texts to train with, {texts.HeldOut.Count} held out, {texts.Training.LabelCount} labels, {texts.Training.WordCount} words"));

        IReadOnlyList<AutoTrial> trials = [];
        if (call.Get(_auto)) (trials, options) = Choose(call, texts, options, small);
        FastTextModel model = FastTextTrainer.Train(texts.Training, options, Progress(call, "epoch"), call.Cancellation);
        long? bytesMax = _flags.SizeMax(call);
        isSmall |= model.FileBytes() > bytesMax;
        if (isSmall)
        {
            if (bytesMax is { } most && small.Cutoff == 0)
            {
                small = small with
                {
                    Cutoff = FastTextQuantizer.CutoffFor(model, small, most) ?? throw new SluiceException($"no model of these options is as small as {most} bytes", null, "allow a larger --size-max, or lower --dim") { ExitCode = ExitCode.Failed },
                };
            }
            model = FastTextQuantizer.Quantize(model, texts.Training, small, Progress(call, "after the cut, epoch"), call.Cancellation);
        }
        model.Save(output);
        ClassifierReport report = new(model);
        foreach ((IReadOnlyList<string> labels, byte[] text) in texts.HeldOut) report.Add(labels, text);
        Trained trained = new(output, new FileInfo(output).Length, Digest(output), options, isSmall ? small : null, Command(call, options), texts, trials);
        if (call.Json) PrintJson(call, trained, report);
        else Print(call, trained, report);
        return texts.Unreadable == 0 ? ExitCode.Done : ExitCode.DoneWithQuarantine;
    }

    void Check(Call call, TrainingOptions options, QuantizeOptions small)
    {
        List<SluiceError> errors = [.. options.Problems().Select(problem => new SluiceError("--" + problem)), .. small.Problems().Select(problem => new SluiceError("--" + problem.Replace("epochs", "retrain-epochs", StringComparison.Ordinal).Replace("learning-rate", "retrain-rate", StringComparison.Ordinal)))];
        bool isAuto = call.Get(_auto);
        if (isAuto) errors.AddRange(_flags.GivenThoughAuto(call).Select(name => new SluiceError($"{name} is chosen by --auto", Hint: "leave one of them out")));
        if (!isAuto && call.Get(_budget) is not null) errors.Add(new("--budget is the time for --auto, which is not given"));
        if (call.Get(_share) is { } share && !(share is >= 0 and < 1)) errors.Add(new(Invariant($"--held-out-share is {share}; use 0 up to 1")));
        if (call.Get(_share) is not null && call.Get(_heldOut) is { Length: > 0 }) errors.Add(new("--held-out and --held-out-share are both given", Hint: "leave one of them out"));
        string folder = Path.GetDirectoryName(Path.GetFullPath(call.Get(_output)!)) ?? "/";
        if (!Directory.Exists(folder)) errors.Add(new("the folder of --output is not there", folder, "make it first"));
        if (Directory.Exists(call.Get(_output))) errors.Add(new("--output is a folder", call.Get(_output), "name a file for the model")); // Found now, not after hours of training.
        if (errors.Count > 0) throw new SluiceException(errors);
    }

    SeedTexts Read(Call call)
    {
        LabelledInputs reader = _fields.Reader(call, needsLabels: true);
        string[] heldOut = call.Get(_heldOut) ?? [];
        double share = heldOut.Length > 0 ? 0 : call.Get(_share) ?? HeldOutShareDefault;
        SeedTexts texts = new(call.Get(_auto));
        ulong seed = _flags.Seed(call);
        foreach (LabelledText text in reader.Read(call.Get(_inputs)!))
        {
            if (HeldOut.Has(text.Text, share, seed)) texts.HeldOut.Add((text.Labels, text.Text));
            else texts.Add(text, isAside: texts.HasAside && HeldOut.Has(text.Text, AsideShare, seed ^ AsideSeed));
        }
        if (heldOut.Length > 0)
            foreach (LabelledText text in reader.Read(heldOut)) texts.HeldOut.Add((text.Labels, text.Text));
        texts.Unreadable = reader.Unreadable;
        return texts;
    }

    (IReadOnlyList<AutoTrial> Trials, TrainingOptions Chosen) Choose(Call call, SeedTexts texts, TrainingOptions start, QuantizeOptions small)
    {
        TimeSpan budget = (call.Get(_budget) ?? new Duration(TimeSpan.FromMinutes(5))).Time;
        AutoTraining auto = new(texts.WithoutAside, texts.Aside, start)
        {
            BytesMax = _flags.SizeMax(call),
            Quantizing = small,
        };
        IReadOnlyList<AutoTrial> trials = auto.Run(budget, TimeProvider.System, trial => call.Error.WriteLine("tried: " + Describe(trial)), call.Cancellation);
        AutoTrial best = AutoTraining.Best(trials);
        call.Error.WriteLine("chosen: " + Describe(best));
        return (trials, best.Options);
    }

    string Command(Call call, TrainingOptions options)
    {
        string[] heldOut = call.Get(_heldOut) ?? [];
        IEnumerable<string> words =
        [
            "sluice classifier train", .. call.Get(_inputs)!.Select(ShellWord.Quote), "-o", ShellWord.Quote(call.Get(_output)!), .. _flags.Words(call, options),
            .. heldOut.Select(file => "--held-out " + ShellWord.Quote(file)), .. call.Get(_share) is { } share ? (string[])[Invariant($"--held-out-share {share}")] : [], .. _fields.Given(call),
        ];
        return string.Join(' ', words);
    }

    void Print(Call call, Trained trained, ClassifierReport report)
    {
        if (trained.Trials.Count > 0)
        {
            foreach (string line in TextTable.Lines(["tried", "right", "bytes"], [.. trained.Trials.Select(t => (string[])[Describe(t.Options), ReportOutput.Share(t.Accuracy), TextTable.Count(t.Bytes)])])) call.Print(line);
            call.Print();
        }
        call.Print(Invariant($"{trained.Path}: {TextTable.Count(trained.Bytes)} bytes, SHA-256 {trained.Sha256}"));
        call.Print("the same model again: " + trained.Command);
        if (trained.Texts.Unreadable > 0) call.Print(Invariant($"{trained.Texts.Unreadable} lines could not be read; they are named on standard error"));
        call.Print();
        if (report.Texts == 0) call.Print("no texts were held out: there is no report");
        else ReportOutput.Print(call, report, call.Get(_label));
    }

    static void PrintJson(Call call, Trained trained, ClassifierReport report) => call.PrintJson(json =>
    {
        json.WriteString("model", trained.Path);
        json.WriteNumber("bytes", trained.Bytes);
        json.WriteString("sha256", trained.Sha256);
        json.WriteString("command", trained.Command);
        json.WriteStartObject("texts");
        json.WriteNumber("training", trained.Texts.Training.Count);
        json.WriteNumber("held-out", trained.Texts.HeldOut.Count);
        json.WriteNumber("quarantined", trained.Texts.Unreadable);
        json.WriteNumber("labels", trained.Texts.Training.LabelCount);
        json.WriteNumber("words", trained.Texts.Training.WordCount);
        json.WriteEndObject();
        json.WriteStartObject("options");
        Write(json, trained.Options);
        if (trained.Small is { } small)
        {
            json.WriteNumber("cutoff", small.Cutoff);
            json.WriteNumber("dsub", small.Dsub);
            json.WriteBoolean("qnorm", small.Qnorm);
            json.WriteBoolean("qout", small.Qout);
            json.WriteBoolean("retrain", small.Retrain);
            json.WriteNumber("retrain-epochs", small.Epochs);
            json.WriteNumber("retrain-rate", small.LearningRate);
        }
        json.WriteEndObject();
        json.WriteStartArray("tried");
        foreach (AutoTrial trial in trained.Trials)
        {
            json.WriteStartObject();
            Write(json, trial.Options);
            json.WriteNumber("accuracy", trial.Accuracy);
            json.WriteNumber("bytes", trial.Bytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("report");
        ReportOutput.Write(json, report);
        json.WriteEndObject();
    });

    static void Write(Utf8JsonWriter json, TrainingOptions options)
    {
        json.WriteNumber("dim", options.Dim);
        json.WriteNumber("epochs", options.Epochs);
        json.WriteNumber("learning-rate", options.LearningRate);
        json.WriteNumber("word-ngrams", options.WordNgrams);
        json.WriteNumber("char-ngrams-min", options.CharNgramsMin);
        json.WriteNumber("char-ngrams-max", options.CharNgramsMax);
        json.WriteNumber("bucket", options.Bucket);
        json.WriteString("loss", TrainingFlags.NameOf(options.Loss));
        json.WriteNumber("negatives", options.Negatives);
        json.WriteNumber("min-count", options.MinCount);
        json.WriteNumber("seed", options.Seed);
        json.WriteNumber("threads", options.Threads);
    }

    static string Describe(AutoTrial trial) => Invariant($"{Describe(trial.Options)}: {ReportOutput.Share(trial.Accuracy)} right, {TextTable.Count(trial.Bytes)} bytes");

    static string Describe(TrainingOptions o) => Invariant($"dim {o.Dim}, epochs {o.Epochs}, learning-rate {o.LearningRate}, word-ngrams {o.WordNgrams}, char-ngrams {o.CharNgramsMin}-{o.CharNgramsMax}");

    static Action<TrainingProgress> Progress(Call call, string what) => p => call.Error.WriteLine(Invariant($"{what} {p.Epoch} of {p.Epochs}: loss {p.Loss:0.0000}"));

    static string Digest(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    sealed record Trained(string Path, long Bytes, string Sha256, TrainingOptions Options, QuantizeOptions? Small, string Command, SeedTexts Texts, IReadOnlyList<AutoTrial> Trials);
}

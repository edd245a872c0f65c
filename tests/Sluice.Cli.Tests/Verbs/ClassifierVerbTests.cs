using System.Security.Cryptography;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Verbs;

public sealed class ClassifierVerbTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Labelled(int count = 300, string name = "labelled.txt") => _folder.Write(name, string.Concat(Enumerable.Range(0, count).Select(n =>
        n % 2 == 0 ? $"__label__hq the lemma number {n} follows by induction\n" : $"__label__web buy {n} cheap pills now\n")));

    static JsonElement Json(SluiceProgram.Result result) => JsonDocument.Parse(result.Expect(0).Output).RootElement;

    static string Sha(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    [Fact]
    public void A_model_is_trained_tested_and_asked()
    {
        string texts = Labelled(), model = _folder.File("quality.bin");
        SluiceProgram.Result trained = SluiceProgram.Run("classifier", "train", texts, "-o", model, "--dim", "8", "--epochs", "10", "--learning-rate", "0.5", "--json");
        Assert.Equal(0, trained.ExitCode);
        JsonElement json = Json(trained);
        Assert.Equal(Sha(model), json.GetProperty("sha256").GetString());
        Assert.Equal(300, json.GetProperty("texts").GetProperty("training").GetInt32() + json.GetProperty("texts").GetProperty("held-out").GetInt32());
        Assert.InRange(json.GetProperty("texts").GetProperty("held-out").GetInt32(), 10, 60);
        Assert.Equal(1, json.GetProperty("report").GetProperty("accuracy").GetDouble());
        Assert.Contains("--dim 8 --epochs 10", json.GetProperty("command").GetString());

        SluiceProgram.Result tested = SluiceProgram.Run("classifier", "test", model, texts, "--label", "hq");
        Assert.Equal(0, tested.ExitCode);
        Assert.Contains("accuracy 100.0 %", tested.Output);
        Assert.Contains("min-score", tested.Output);

        SluiceProgram.Result asked = SluiceProgram.RunOn("a lemma by induction\n\ncheap pills\n", "classifier", "predict", model);
        Assert.Equal(0, asked.ExitCode);
        string[] lines = asked.Output.Split('\n');
        Assert.StartsWith("hq ", lines[0]);
        Assert.StartsWith("web ", lines[2]); // A blank line is a text too: answers stay in step with the input.
        JsonElement[] rows = SluiceProgram.RunOn("""{"id": "x", "text": "cheap\npills"}""" + "\n" + """{"text": "lemma"}""", "classifier", "predict", model, "--top", "2", "--json").Rows;
        Assert.Equal("x", rows[0].GetProperty("id").GetString());
        Assert.Equal("standard input:2", rows[1].GetProperty("id").GetString());
        Assert.Equal(["web", "hq"], rows[0].GetProperty("labels").EnumerateArray().Select(l => l.GetProperty("label").GetString()));
        Assert.Equal("hq", SluiceProgram.RunOn("cheap pills", "classifier", "predict", model, "--label", "hq").Output.Split(' ')[0]);
        Assert.Equal("\n", SluiceProgram.RunOn("cheap pills", "classifier", "predict", model, "--label", "hq", "--min-score", "0.9").Output);
    }

    [Fact] // Goal: what the report prints rebuilds the model, byte for byte, without the clock.
    public void The_options_that_were_chosen_train_the_same_model_again()
    {
        string texts = Labelled(), model = _folder.File("auto.ftz");
        SluiceProgram.Result auto = SluiceProgram.Run("classifier", "train", texts, "-o", model, "--auto", "--budget", "1s", "--size-max", "40kB", "--json");
        Assert.Equal(0, auto.ExitCode);
        Assert.InRange(Json(auto).GetProperty("tried").GetArrayLength(), 1, 24);
        Assert.InRange(new FileInfo(model).Length, 1, 40_000);
        string sha = Sha(model), command = Json(auto).GetProperty("command").GetString()!;
        Assert.Equal(sha, Json(auto).GetProperty("sha256").GetString());
        File.Delete(model);
        Assert.StartsWith("sluice ", command);
        Assert.Equal(0, SluiceProgram.Run(command.Split(' ')[1..]).ExitCode);
        Assert.Equal(sha, Sha(model));
    }

    [Fact]
    public void Rows_of_json_may_name_their_fields_and_hold_several_labels()
    {
        string rows = _folder.Write("rows.jsonl", string.Concat(Enumerable.Range(0, 100).Select(n =>
            n % 2 == 0 ? $$"""{"body": "good words {{n}}", "stars": 5}""" + "\n" : $$"""{"body": "bad words", "stars": ["1", true]}""" + "\n")));
        SluiceProgram.Result result = SluiceProgram.Run("classifier", "train", rows, "-o", _folder.File("stars.bin"), "--text-field", "body", "--label-field", "stars", "--dim", "4", "--loss", "ova", "--held-out", rows, "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["1", "5", "true"], Json(result).GetProperty("report").GetProperty("labels").EnumerateArray().Select(l => l.GetProperty("label").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(100, Json(result).GetProperty("report").GetProperty("texts").GetInt32());
    }

    [Fact]
    public void Bad_lines_are_named_with_file_line_and_reason_and_end_with_3()
    {
        string bad = _folder.Write("bad.jsonl", """
            {"text": "good", "label": "a"}
            nonsense
            {"text": "no label"}
            {"label": "a"}
            {"text": "x", "label": "two words"}

            {"text": "  ", "label": "a"}
            {"text": "good", "label": "b"}
            """);
        SluiceProgram.Result result = SluiceProgram.Run("classifier", "train", bad, "-o", _folder.File("m.bin"), "--dim", "2", "--held-out-share", "0");
        Assert.Equal(3, result.ExitCode);
        foreach ((int line, string reason) in ((int, string)[])[(2, "is no JSON"), (3, "has no label"), (4, "has no text"), (5, "white space"), (7, "no text")])
            Assert.Contains(result.Error.Split('\n'), l => l.Contains($"bad.jsonl:{line}: ", StringComparison.Ordinal) && l.Contains(reason, StringComparison.Ordinal));
        Assert.Contains("5 lines could not be read", result.Output);
        Assert.Equal(1, SluiceProgram.Run("classifier", "train", _folder.Write("none.txt", "no label here\n"), "-o", _folder.File("n.bin")).ExitCode);
    }

    [Theory]
    [InlineData("--dim 0", "--dim is 0")]
    [InlineData("--loss sotfmax", "did you mean softmax")]
    [InlineData("--auto --epochs 3", "--epochs is chosen by --auto")]
    [InlineData("--auto --budget soon", "no length of time")]
    [InlineData("--budget 5m", "--auto")]
    [InlineData("--held-out-share 1", "--held-out-share is 1")]
    [InlineData("--cutoff -1", "--cutoff is -1")]
    [InlineData("--epohcs 3", "did you mean --epochs")]
    [InlineData("--size-max big", "is no size")]
    [InlineData("--loss ns --negatives 2147483647", "--negatives is 2147483647; use 1 to ")]
    public void Wrong_options_end_with_2_and_say_how_to_mend_them(string flags, string what)
    {
        SluiceProgram.Result result = SluiceProgram.Run(["classifier", "train", Labelled(4), "-o", _folder.File("m.bin"), .. flags.Split(' ')]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(what, result.Error);
        Assert.False(File.Exists(_folder.File("m.bin")));
    }

    [Fact]
    public void A_folder_as_output_is_refused_before_training()
    {
        SluiceProgram.Result result = SluiceProgram.Run("classifier", "train", Labelled(4), "-o", _folder.Path);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--output is a folder", result.Error);
        Assert.DoesNotContain("epoch", result.Error);
    }

    [Fact]
    public void A_label_that_is_not_there_is_named_with_the_nearest()
    {
        SluiceProgram.Result result = SluiceProgram.Run("classifier", "train", Labelled(40), "-o", _folder.File("m.bin"), "--dim", "2", "--label", "wbe");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--label is 'wbe', which is no label of the model or of the texts; did you mean web?", result.Error);
    }

    [Fact]
    public void A_missing_action_file_folder_or_model_ends_with_2_and_a_hint()
    {
        Assert.Equal(2, SluiceProgram.Run("classifier").ExitCode);
        Assert.Contains("did you mean train", SluiceProgram.Run("classifier", "trian").Error);
        Assert.Equal(2, SluiceProgram.Run("classifier", "train", _folder.File("absent.txt"), "-o", _folder.File("m.bin")).ExitCode);
        Assert.Contains("folder of --output", SluiceProgram.Run("classifier", "train", Labelled(4), "-o", Path.Combine(_folder.Path, "no", "m.bin")).Error);
        string broken = _folder.Write("broken.bin", "no model");
        foreach (string verb in (string[])["test", "predict"])
        {
            SluiceProgram.Result result = SluiceProgram.RunOn("x", "classifier", verb, broken);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("this is no fastText model", result.Error);
        }
        Assert.Contains("Examples:", SluiceProgram.Run("classifier", "predict", "--help").Output);
    }
}

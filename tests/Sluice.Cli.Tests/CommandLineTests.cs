using System.Diagnostics;
using System.Globalization;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Version_is_one_line()
    {
        SluiceProgram.Result result = SluiceProgram.Run("--version");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", result.Output);
    }

    [Fact]
    public void Help_lists_every_verb_that_is_not_hidden_and_shows_examples()
    {
        SluiceProgram.Result result = SluiceProgram.Run("--help");
        Assert.Equal(0, result.ExitCode);
        foreach (string verb in "quickstart build plan status why look stats diff verify try steps presets completion".Split(' '))
            Assert.Contains($"\n  {verb} ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  reference ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:\n  sluice quickstart\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(result.Output, SluiceProgram.Run().Output);
    }

    public static TheoryData<string> Verbs => [.. "quickstart build plan status why look stats diff verify try steps presets completion".Split(' ')];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_help_with_an_example(string verb)
    {
        SluiceProgram.Result result = SluiceProgram.Run(verb, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"  sluice {verb}", result.Output, StringComparison.Ordinal);
        Assert.Matches($@"Examples?:\n(  .*\n)*  .*sluice {verb}", result.Output);
        Assert.Contains("--json", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bild", "error: unknown verb 'bild'", "hint: did you mean build?")]
    [InlineData("steps --jsn", "error: unknown option --jsn", "hint: did you mean --json?")]
    [InlineData("try sample --rat 0.5 x", "error: unknown option --rat", "hint: did you mean --rate?")]
    [InlineData("try simplfy", "error: there is no step 'simplfy'", "hint: did you mean simplify?")]
    [InlineData("steps smaple", "error: there is no step or source 'smaple'", "hint: did you mean sample?")]
    [InlineData("presets fine", "error: there is no preset 'fine'", "hint: did you mean fineweb?")]
    [InlineData("steps sample sample", "error: 'sample' is one argument too many", "hint: `sluice steps --help`")]
    [InlineData("try sample --rate many", "error: --rate is 'many'; expected a number", null)]
    [InlineData("try sample --rate 3", "error: sample: rate is 3", null)]
    [InlineData("try identify-language --model", "error: Required argument missing for option: '--model'", "hint: `sluice try --help`")]
    [InlineData("try words /nowhere/at/all", "error: /nowhere/at/all: the file is missing", null)]
    [InlineData("completion tcsh", "error: no completion for 'tcsh'", "hint: bash, zsh and fish")]
    public void A_wrong_command_says_what_is_meant_and_ends_with_2(string command, string error, string? hint)
    {
        SluiceProgram.Result result = SluiceProgram.Run(command.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(error, result.ErrorLines[0], StringComparison.Ordinal);
        if (hint is not null) Assert.StartsWith(hint, result.ErrorLines[1], StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Errors_are_one_json_object_where_json_is_asked_for()
    {
        SluiceProgram.Result result = SluiceProgram.Run("steps", "smaple", "--json");
        Assert.Equal(2, result.ExitCode);
        JsonElement error = Assert.Single(result.Rows).GetProperty("errors")[0];
        Assert.Equal("there is no step or source 'smaple'", error.GetProperty("what").GetString());
        Assert.StartsWith("did you mean sample?", error.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Contains("error: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_a_recipe_are_printed_with_their_places()
    {
        using TemporaryFolder folder = new();
        string recipe = folder.Write("r.yaml", "name: x\nsources:\n- wrac: a\nsteps:\n- smaple\n- sample: { rate: lots }\n");
        SluiceProgram.Result result = SluiceProgram.Run("try", "--recipe", recipe);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal([$"error: {recipe}:3:3: no kind of source is named 'wrac'", $"error: {recipe}:5:3: there is no step 'smaple'", $"error: {recipe}:6:19: rate is 'lots'; expected a number"],
            result.ErrorLines.Where(line => line.StartsWith("error:", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_unexpected_exception_is_one_line_without_a_trace()
    {
        StringWriter error = new();
        Assert.Equal(1, new ErrorPrinter(error, null).Print(new InvalidOperationException("a\nb")));
        string[] lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("error: this is a bug in Sluice ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("InvalidOperationException: a b", lines[0], StringComparison.Ordinal);
        Assert.Contains("SLUICE_TRACE=1", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_completes_verbs_options_and_steps()
    {
        Assert.Equal(["stats", "status", "steps", "quickstart"], SluiceProgram.Run("[suggest:8]", "sluice st").OutputLines);
        Assert.Contains("--rate", SluiceProgram.Run("[suggest:20]", "sluice try sample --").OutputLines);
        Assert.Contains("near-duplicates", SluiceProgram.Run("[suggest:11]", "sluice try ").OutputLines);
        Assert.Equal(["fineweb"], SluiceProgram.Run("[suggest:19]", "sluice presets fine").OutputLines);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _sluice")]
    [InlineData("zsh", "compdef _sluice")]
    [InlineData("fish", "complete -c sluice")]
    public void Completion_scripts_ask_the_program(string shell, string text)
    {
        SluiceProgram.Result result = SluiceProgram.Run("completion", shell);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_ends_a_verb_that_waits_for_input()
    {
        using Process process = SluiceProgram.Start("try", "words");
        process.StandardInput.WriteLine("{\"id\": \"a\", \"text\": \"b\"}");
        process.StandardInput.Flush();
        Thread.Sleep(1000); // Until it waits for the next line.
        Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        Assert.True(process.WaitForExit(30_000));
        Assert.Equal(130, process.ExitCode);
    }
}

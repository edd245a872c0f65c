using System.Collections.Concurrent;

namespace Sluice.Cli.Tests.Docs;

public sealed class DocumentationTests
{
    static readonly ConcurrentDictionary<string, (int ExitCode, string Text)> s_help = new();

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        List<string> broken = [];
        foreach (MarkdownPage page in MarkdownPage.All)
        {
            foreach ((string target, string path, string? anchor) in page.Links)
            {
                if (!File.Exists(path) && !Directory.Exists(path)) broken.Add($"{page.Name}: {target}");
                else if (anchor is not null && MarkdownPage.All.FirstOrDefault(other => Path.Combine(SluiceProgram.Root, other.Name) == path) is { } linked && !linked.Anchors.Contains(anchor))
                    broken.Add($"{page.Name}: {target} (no such heading)");
            }
        }
        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    [Fact]
    public void Every_command_names_a_verb_and_options_that_the_program_has()
    {
        List<string> wrong = [];
        int commands = 0;
        foreach (MarkdownPage page in MarkdownPage.All)
        {
            foreach (string command in page.Commands)
            {
                commands++;
                string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
                if (words is ["--version"] or ["--help"]) continue;
                // A step's own options are listed only where the step is named, and an action's where it is.
                string[] asked = words is ["try", var step, ..] && !step.StartsWith('-') && !step.Any(char.IsUpper) ? ["try", step] : words is ["classifier", var action, ..] && !action.StartsWith('-') ? ["classifier", action] : [words[0]];
                (int exitCode, string help) = Help(asked);
                if (exitCode != 0)
                {
                    wrong.Add($"{page.Name}: {command} (no such verb or step)");
                    continue;
                }
                string[] known = help.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries);
                wrong.AddRange(words.Where(word => word.StartsWith('-') && word.Length > 1).Select(word => word.Split('=')[0].TrimEnd('.', ','))
                    .Where(option => !known.Contains(option)).Select(option => $"{page.Name}: {command} (no option {option})"));
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(commands > 20, "the pages hardly name a command: are they read rightly?");
    }

    static (int ExitCode, string Text) Help(string[] verb) => s_help.GetOrAdd(string.Join(' ', verb), _ =>
    {
        SluiceProgram.Result result = SluiceProgram.Run([.. verb, "--help"]);
        return (result.ExitCode, result.Output);
    });
}

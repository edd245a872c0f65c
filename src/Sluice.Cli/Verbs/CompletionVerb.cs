using System.CommandLine;
using Sluice.Core;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice completion</c>: prints a script that asks the program itself for completions.</summary>
sealed class CompletionVerb : Verb
{
    readonly Argument<string> _shell = new("SHELL") { HelpName = "SHELL", Description = "bash, zsh or fish" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
        ["source <(sluice completion bash)", "sluice completion zsh > \"${fpath[1]}/_sluice\"", "sluice completion fish > ~/.config/fish/completions/sluice.fish"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        _shell.CompletionSources.Add("bash", "zsh", "fish");
        command.Arguments.Add(_shell);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        string shell = call.Get(_shell)!;
        string script = shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => throw new SluiceException($"no completion for '{shell}'", hint: "bash, zsh and fish are there"),
        };
        if (!call.Json) call.Print(script);
        else call.PrintJson(json =>
        {
            json.WriteString("shell", shell);
            json.WriteString("script", script);
        });
        return ExitCode.Done;
    }

    // The program completes by itself: `sluice [suggest:CURSOR] "LINE"` prints one candidate a line.
    const string Bash = """
        _sluice() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _sluice sluice ./sluice
        """;

    const string Zsh = """
        #compdef sluice
        _sluice() {
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${#BUFFER[1,CURSOR]}]" "$BUFFER" 2>/dev/null)}")
            if [[ -n "${found[1]}" ]]; then compadd -- "${found[@]}"; else _files; fi
        }
        compdef _sluice sluice ./sluice
        """;

    const string Fish = """
        function __sluice_complete
            set -l line (commandline -cp)
            (commandline -opc)[1] "[suggest:"(string length -- $line)"]" $line 2>/dev/null
        end
        complete -c sluice -a '(__sluice_complete)'
        """;
}

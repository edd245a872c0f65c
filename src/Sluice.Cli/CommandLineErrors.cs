using System.CommandLine;
using System.CommandLine.Parsing;
using Sluice.Core;

namespace Sluice.Cli;

/// <summary>What is wrong with a command line, all together, each with the nearest valid word.</summary>
static class CommandLineErrors
{
    /// <summary>Unknown flags of verbs that take any number of arguments: the parser takes them for arguments. What follows <c>--</c> is none.</summary>
    public static IEnumerable<string> FlagsTakenForArguments(ParseResult parsed)
    {
        HashSet<string> literal = [.. parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value)];
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).Where(word => word.StartsWith('-') && word.Length > 1 && !literal.Contains(word));
    }

    // The verb, and the action of one that has several, with a blank behind.
    static string Path(ParseResult parsed)
    {
        string path = "";
        for (SymbolResult? result = parsed.CommandResult; result?.Parent is CommandResult; result = result.Parent) path = $"{((CommandResult)result).Command.Name} {path}";
        return path;
    }

    /// <summary>The parser's errors in our words.</summary>
    public static SluiceException Explain(ParseResult parsed, RootCommand root)
    {
        Command command = parsed.CommandResult.Command;
        List<SluiceError> errors = [];
        foreach (string token in parsed.UnmatchedTokens.Concat(FlagsTakenForArguments(parsed)))
        {
            bool isFlag = token.StartsWith('-') && token.Length > 1;
            string written = isFlag ? token.Split('=')[0] : token;
            IEnumerable<string> known = isFlag
                ? command.Options.Concat(root.Options).SelectMany(o => (string[])[o.Name, .. o.Aliases])
                : command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);
            string? nearest = NearestName.Find(written, known);
            string what = isFlag ? $"unknown option {written}" : command == root ? $"unknown verb '{written}'" : command.Subcommands.Count > 0 ? $"'{written}' is nothing that {command.Name} does" : $"'{written}' is one argument too many";
            string help = $"`sluice {Path(parsed)}--help` lists what there is";
            errors.Add(new(what, Hint: nearest is null ? help : $"did you mean {nearest}? {help}"));
        }
        foreach (ParseError error in parsed.Errors)
        {
            if (parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))) continue;
            if (error.SymbolResult is CommandResult && command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0) continue;
            errors.Add(new(error.Message.TrimEnd('.'), Hint: $"`sluice {Path(parsed)}--help` shows how it is used"));
        }
        if (errors.Count == 0) errors.Add(new("no verb given", Hint: "`sluice --help` lists the verbs"));
        return new(errors);
    }
}

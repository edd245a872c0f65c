using System.CommandLine;
using Sluice.Cli.Inspecting;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Publish.Inspect;
using Sluice.Publish.Release.Attribution;
using static Sluice.Cli.Inspecting.TextTable;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice attribution</c>: who a release of code credits, for what, with the license texts.</summary>
sealed class AttributionVerb : Verb
{
    const string Text = "text", Spdx = "spdx", JsonFormat = "json";

    readonly Argument<string> _release = ReleaseArgument.Create();
    readonly Option<string> _repository = new("--repository") { Description = "Only this repository, by its whole name", HelpName = "NAME" };
    readonly Option<string> _format = new("--format") { Description = "text for people, spdx for an SPDX 2.3 document in JSON, json for one JSON object (as --json)", HelpName = "text|spdx|json" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice attribution out/code",
        "sluice attribution out/code --repository owner/name",
        "sluice attribution out/code --format spdx > sbom.spdx.json",
        "sluice attribution out/code --json | jq '.repositories[] | {repository, licenses: [.licenses[].license]}'",
    ];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_release);
        command.Options.Add(_repository);
        command.Options.Add(_format);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        string format = call.Get(_format) ?? (call.Json ? JsonFormat : Text);
        if (format is not (Text or Spdx or JsonFormat))
        {
            string? nearest = NearestName.Find(format, [Text, Spdx, JsonFormat]);
            throw new SluiceException($"--format is '{format}'", hint: nearest is null ? "use text, spdx or json" : $"did you mean {nearest}? Formats: text, spdx, json");
        }
        if (call.Json && format == Text) throw new SluiceException("--json and --format text exclude each other", hint: "leave one of them out");
        ReleaseFolder release = call.Open(_release);
        using ReleaseAttribution attribution = ReleaseAttribution.Open(release, call.Get(_repository), call.Cancellation);
        if (format == Text) Print(call, attribution);
        else if (format == Spdx) SpdxDocument.Print(call, release, attribution);
        else AttributionJson.Print(call, attribution);
        return ExitCode.Done;
    }

    static void Print(Call call, ReleaseAttribution attribution)
    {
        IReadOnlyList<CreditedLicense> licenses = [.. attribution.Repositories.SelectMany(repository => repository.Licenses)];
        Dictionary<string, long> numbers = attribution.Texts().ToDictionary(text => text.Sha256, text => text.Number, StringComparer.Ordinal);
        call.Print($"{Counted(attribution.Repositories.Count, "repository", "repositories")}, {Counted(licenses.Sum(license => license.Files), "file", "files")}, "
            + $"{Counted(licenses.Sum(license => license.Bytes), "byte", "bytes")} of text, {Counted(numbers.Count, "license text or notice", "license texts and notices")}");
        foreach (CreditedRepository repository in attribution.Repositories)
        {
            call.Print();
            call.Print(Line(repository.Name));
            PrintFact(call, "from", repository.Url);
            PrintFact(call, "commit", repository.Commit);
            PrintFact(call, "version", repository.Version);
            PrintFact(call, "fork of", repository.ForkOf);
            foreach (CreditedLicense license in repository.Licenses)
            {
                string texts = string.Join(", ", license.Texts.Select(text => $"[{(numbers.TryGetValue(text.Sha256, out long number) ? Number(number) : "?")}] {Line(text.Path)}"));
                call.Print($"  {Line(license.Expression)}: {Counted(license.Files, "file", "files")}, {Counted(license.Bytes, "byte", "bytes")}{(texts.Length > 0 ? "; " + texts : "")}");
                string pages = string.Join(" ", license.Texts.All(text => text.Kind == "notice") ? LicensePages.Of(license.Expression) : []);
                if (pages.Length > 0) call.Print($"    no text of it in the repository: {Line(pages)}");
                foreach (string holder in license.Holders) call.Print("    " + Line(holder));
            }
        }
        foreach (RightsTextEntry text in attribution.Texts())
        {
            call.Print();
            call.Print($"[{Number(text.Number)}] {Counted(text.Bytes, "byte", "bytes")}, SHA-256 {Line(text.Sha256)}");
            foreach (string line in VisibleText.Of(text.Text).TrimEnd('\n').Split('\n')) call.Print("  | " + line);
        }
    }

    static void PrintFact(Call call, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) call.Print($"  {name} {Line(value)}");
    }

    static string Counted(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    static string Line(string text) => VisibleText.Line(text, 500);
}

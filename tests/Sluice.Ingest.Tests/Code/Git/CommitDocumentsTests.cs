using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Code;
using Sluice.Ingest.Code.Git;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Code.Git;

public sealed class CommitDocumentsTests
{
    [Fact]
    public void Commits_of_one_file_are_documents_and_the_others_are_rows()
    {
        using MadeRepository made = new();
        made.Write("a.c", "int a;\n");
        made.Write("b.c", "int b;\n");
        made.Commit("Begin with two files");
        made.Write("a.c", "long a;\n");
        string good = made.Commit("Make the counter long\n\nIt overflowed.\n\nSigned-off-by: A. Uthor <a@example.com>\n");
        made.Write("a.c", "long long a;\n");
        made.Write("b.c", "long b;\n");
        made.Commit("Change both of the files");
        made.Write("c.c", "int c;\n");
        made.Commit("Add a third file here");
        made.Write("a.c", "short a;\n");
        made.Commit("wip");
        made.Write("a.c", "char a;\n");
        made.Commit("Fix overflow as in #12");
        made.Write("a.c", "char a; // <commit_msg>\n");
        made.Commit("Name the mark in a comment");
        Readings read = GitReading.Read(made.Path, new() { Commits = CommitDocuments.Only });
        Assert.Equal(
        [
            "dropped by read.commit-marks (<commit_msg>)",
            "dropped by read.commit-message (refers to an issue)",
            "dropped by read.commit-message: 1, threshold 3",
            "dropped by read.commit-change (status A)",
            "dropped by read.commit-files: 2, threshold 1",
            "kept",
            "dropped by read.commit-files: 2, threshold 1",
        ], read.Documents.Select(d => d.Verdict.ToString()));
        ReadRecord commit = read.Documents.Single(d => d.Verdict.IsKept);
        Assert.Equal("made@" + good, commit.Id);
        Assert.Equal("<commit_before>int a;\n<commit_msg>Make the counter long\n\nIt overflowed.<commit_after>long a;\n", commit.Text);
        Assert.Contains("kind=commit,path=a.c,swhid=swh:1:rev:" + good, commit.Metadata, StringComparison.Ordinal);

        Readings also = GitReading.Read(made.Path, new() { Commits = CommitDocuments.Also });
        Assert.Equal(["made/a.c", "made/b.c", "made/c.c", .. read.Documents.Select(d => d.Id)], also.Documents.Select(d => d.Id));
        GitOptions options = GitReading.WithCache(new() { Commits = CommitDocuments.Also });
        Kept kept = new();
        Assert.True(Sources.ReadAgain(CodeSource.Definition, Assert.Single(GitReading.Shards(options, made.Path)), options, commit.Origin, kept, new()));
        Assert.Equal((commit.Id, commit.Text), (kept.Id, kept.Text));
    }

    [Theory]
    [InlineData("Make it work again", "kept")]
    [InlineData("make it work again", "dropped by read.commit-message (begins with no capital)")]
    [InlineData("Merge branch 'x' into y", "dropped by read.commit-message (begins with Merge)")]
    [InlineData("Bump lodash from 1 to 2", "dropped by read.commit-message (begins with Bump)")]
    [InlineData("See https://example.com for more", "dropped by read.commit-message (names a person, a program or an address)")]
    [InlineData("Fix typo", "dropped by read.commit-message: 2, threshold 3")]
    [InlineData("", "dropped by read.commit-message: 0, threshold 3")]
    public void Subjects_read_like_instructions(string message, string verdict) => Assert.Equal(verdict, CommitMessage.Judge(message).ToString());

    sealed class Kept : IRecordSink
    {
        public string? Id { get; private set; }

        public string? Text { get; private set; }

        public void Document(Document document) => (Id, Text) = (document.Id, System.Text.Encoding.UTF8.GetString(document.Text));

        public void Skip(string kind) { }

        public void Quarantine(in QuarantinedRecord record) { }

        public void Progress(long storedBytes, long rawBytes) { }
    }
}

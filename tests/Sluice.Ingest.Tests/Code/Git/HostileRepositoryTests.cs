using System.Text;
using Sluice.Core.Records;
using Sluice.Ingest.Code;
using Sluice.Ingest.Code.Git;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Code.Git;

public sealed class HostileRepositoryTests
{
    [Fact]
    public void Nothing_that_a_repository_asks_to_be_run_is_run()
    {
        using MadeRepository made = new();
        made.Write(".gitattributes", "* filter=evil diff=evil text eol=crlf ident merge=evil\n");
        made.Write(".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c touch% " + Canary(made) + "\n");
        made.Write(".mailmap", "B <b@example.com> <a@example.com>\n");
        made.Write("a.txt", "$Id$\nline\n");
        made.Write("big.txt", new string('z', 100_000));
        made.Commit();
        made.Git("remote", "add", "origin", "https://github.com/o/n");
        string touch = "touch " + Canary(made) + "; cat";
        string include = Path.Combine(made.Root, "included");
        File.WriteAllText(include, "[core]\n\tfsmonitor = " + touch + "\n");
        File.AppendAllText(Path.Combine(made.Path, ".git", "config"), $"""
            [core]
                fsmonitor = {touch}
                hooksPath = {made.Path}/.git/hooks
                pager = {touch}
                sshCommand = {touch}
                gitProxy = {touch}
                editor = {touch}
                askPass = {touch}
                attributesFile = {made.Path}/.gitattributes
                alternateRefsCommand = {touch}
                worktree = /
            [filter "evil"]
                smudge = {touch}
                clean = {touch}
                process = {touch}
                required = true
            [diff]
                external = {touch}
            [diff "evil"]
                textconv = {touch}
                command = {touch}
            [merge "evil"]
                driver = {touch}
            [pager]
                log = {touch}
                ls-tree = {touch}
                cat-file = {touch}
            [alias]
                ls-tree = !{touch}
                cat-file = !{touch}
                log = !{touch}
            [gpg]
                program = {touch}
            [log]
                showSignature = true
            [credential]
                helper = !{touch}
            [uploadpack]
                packObjectsHook = {touch}
            [extensions]
                partialClone = origin
            [remote "origin"]
                promisor = true
                partialclonefilter = blob:none
                uploadpack = {touch}
                vcs = ext
            [url "ext::sh -c {touch}"]
                insteadOf = https://github.com/
            [include]
                path = {include}
            """);
        foreach (string hook in (string[])["post-checkout", "pre-commit", "reference-transaction", "post-index-change", "fsmonitor-watchman", "proc-receive", "pre-auto-gc"])
        {
            string file = Path.Combine(made.Path, ".git", "hooks", hook);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "#!/bin/sh\n" + touch + "\n");
            MadeRepository.MakeMine(file);
        }
        // A missing object of a partial clone would be fetched from the remote.
        string missing = MadeRepository.Id(made, "big.txt");
        File.Delete(Path.Combine(made.Path, ".git", "objects", missing[..2], missing[2..]));
        foreach (string path in (string[])[made.Path, "file://" + made.Path])
        {
            Readings read = GitReading.Read(path, new() { Commits = CommitDocuments.Also });
            Assert.Equal("$Id$\nline\n", read.Documents.Single(d => d.Id == "o/n/a.txt").Text); // No filter, no ident, no line ends.
            Assert.Equal("git-object-missing", Assert.Single(read.Quarantined).Reason);
        }
        Assert.False(File.Exists(Canary(made)), "a command of the repository was run");
    }

    [Fact]
    public void Objects_elsewhere_are_not_read()
    {
        using MadeRepository secret = new("secret");
        secret.Write("secret.txt", "secret\n");
        string commit = secret.Commit();
        using MadeRepository made = new();
        made.Write("a.txt", "a\n");
        made.Commit();
        string info = Path.Combine(made.Path, ".git", "objects", "info");
        Directory.CreateDirectory(info);
        File.WriteAllText(Path.Combine(info, "alternates"), Path.Combine(secret.Path, ".git", "objects") + "\n");
        File.WriteAllText(Path.Combine(made.Path, ".git", "refs", "heads", "main"), commit + "\n");
        Readings read = GitReading.Read(made.Path);
        Assert.Empty(read.Documents);
        Assert.Equal("git-tree-broken", Assert.Single(read.Quarantined).Reason);
        // Nor behind a link.
        string packs = Path.Combine(made.Path, ".git", "objects", "pack");
        secret.Git("repack", "-adq");
        if (Directory.Exists(packs)) Directory.Delete(packs, recursive: true);
        File.CreateSymbolicLink(packs, Path.Combine(secret.Path, ".git", "objects", "pack"));
        Assert.Empty(GitReading.Read(made.Path).Documents);
    }

    [Fact]
    public void Refs_that_lead_out_are_no_refs()
    {
        using MadeRepository made = new();
        made.Write("a.txt", "a\n");
        made.Commit();
        string head = Path.Combine(made.Path, ".git", "HEAD");
        foreach (string text in (string[])["ref: ../../outside", "ref: refs/../../outside", "ref: /etc/passwd", "ref: HEAD", "ref: refs/heads/loop", new string('a', 40) + "\u0000", "", "ref: --output=x"])
        {
            File.WriteAllText(head, text + "\n");
            File.WriteAllText(Path.Combine(made.Path, ".git", "refs", "heads", "loop"), "ref: refs/heads/loop\n");
            Assert.Equal("git-no-commit", Assert.Single(GitReading.Read(made.Path).Quarantined).Reason);
        }
    }

    [Fact]
    public void Empty_repository_is_one_row()
    {
        using MadeRepository made = new();
        Readings read = GitReading.Read(made.Path);
        Assert.Equal("git-no-commit", Assert.Single(read.Records).Reason);
    }

    [Fact]
    public void Broken_objects_are_rows_and_the_others_are_read()
    {
        using MadeRepository made = new();
        for (int i = 0; i < 12; i++) made.Write($"f{i:00}.txt", $"content of file {i}\n");
        made.Commit();
        Spoil(LooseFile(made, "f03.txt"));
        Spoil(LooseFile(made, "f04.txt"));
        File.Delete(LooseFile(made, "f08.txt"));
        Readings read = GitReading.Read(made.Path);
        Assert.Equal(9, read.Documents.Count());
        Assert.Equal(["made/f03.txt", "made/f04.txt", "made/f08.txt"], read.Quarantined.Select(q => q.Id));
        Assert.Equal("git-object-missing", read.Quarantined.Last().Reason);
        Assert.Equal("content of file 9\n", read.Documents.Single(d => d.Id == "made/f09.txt").Text);
    }

    [Fact]
    public void Broken_pack_is_rows_and_the_run_goes_on()
    {
        using MadeRepository made = new();
        for (int i = 0; i < 50; i++) made.Write($"f{i:00}.txt", string.Concat(Enumerable.Range(i * 1000, 300).Select(n => FormattableString.Invariant($"{n:x}{n * 7919 % 1000}\n"))));
        made.Commit();
        made.Git("repack", "-adq");
        string pack = Directory.GetFiles(Path.Combine(made.Path, ".git", "objects", "pack"), "*.pack").Single();
        byte[] bytes = File.ReadAllBytes(pack);
        for (int i = bytes.Length / 3; i < bytes.Length * 2 / 3; i++) bytes[i] ^= 0x5A;
        MadeRepository.MakeMine(pack);
        File.WriteAllBytes(pack, bytes);
        Readings read = GitReading.Read(made.Path);
        Assert.NotEmpty(read.Quarantined);
        Assert.Equal(50, read.Documents.Count() + read.Quarantined.Count());
    }

    [Fact]
    public void Commit_whose_parent_is_missing_is_read_with_the_dates_at_hand()
    {
        using MadeRepository made = new();
        made.Write("a.txt", "one\n");
        string first = made.Commit();
        made.Write("a.txt", "two\n");
        made.Commit();
        File.Delete(Path.Combine(made.Path, ".git", "objects", first[..2], first[2..]));
        Readings read = GitReading.Read(made.Path);
        Assert.Equal("two\n", Assert.Single(read.Documents).Text);
        Assert.Contains(read.Records, r => r.Kind == "git-history-broken");
    }

    [Fact]
    public void Hundred_thousand_files_in_one_folder_and_a_tree_of_trees_are_read_up_to_the_limit()
    {
        using MadeRepository made = new();
        string blob = made.HashObject([.. "same\n"u8]);
        string tree = made.Tree([.. Enumerable.Range(0, 100_000).Select(i => ("100644", Encoding.ASCII.GetBytes($"f{i:000000}"), blob))]);
        made.CommitTree(tree);
        Readings read = GitReading.Read(made.Path);
        Assert.Equal(100_000, read.Documents.Count());
        Assert.All(read.Documents, d => Assert.Equal("same\n", d.Text));
        // Ten times ten times … the same folder: more paths than any disk holds, out of eight small objects.
        for (int level = 0; level < 8; level++) tree = made.Tree([.. Enumerable.Range(0, 10).Select(i => ("40000", Encoding.ASCII.GetBytes($"d{i}"), tree))]);
        made.CommitTree(tree);
        read = GitReading.Read(made.Path, new() { FilesMax = 5_000 });
        Assert.Equal(5_000, read.Documents.Count());
        Assert.Equal("git-files-max", Assert.Single(read.Quarantined).Reason);
        // The same one commit earlier: the tree is small, the change is not.
        string small = made.Tree(("100644", [.. "a.txt"u8], blob));
        made.Git("update-ref", "refs/heads/main", made.Git("commit-tree", small, "-p", made.Head, "-m", "small").Trim());
        read = GitReading.Read(made.Path);
        Assert.Equal("same\n", Assert.Single(read.Documents).Text);
        Assert.Contains(read.Records, r => r.Kind == "git-history-broken");
    }

    [Fact]
    public void Deep_tree_ends_in_a_row_and_not_in_a_crash()
    {
        using MadeRepository made = new();
        StringBuilder import = new("commit refs/heads/main\ncommitter A. Uthor <a@example.com> 0 +0000\ndata 4\ndeep\n");
        foreach (int levels in (int[])[10, 1_000, 3_000]) import.Append("M 100644 inline ").Append(string.Concat(Enumerable.Repeat("d/", levels))).Append("leaf\ndata 2\nx\n\n");
        made.Run(["fast-import", "--quiet"], Encoding.ASCII.GetBytes(import.ToString()));
        Readings read = GitReading.Read(made.Path);
        Assert.NotEmpty(read.Records);
        Assert.All(read.Documents, d => Assert.True(d.Verdict.IsKept || d.Verdict.Rule == "read.path-bytes-max"));
    }

    [Fact]
    public void Large_blob_is_never_asked_for()
    {
        using MadeRepository made = new();
        made.Write("a.txt", "a\n");
        // A loose object tells its size in its head: two gigabytes that are not there cost nothing.
        made.Write("huge.bin", "placeholder\n");
        made.Commit();
        using MemoryStream loose = new();
        using (System.IO.Compression.ZLibStream zlib = new(loose, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true)) zlib.Write("blob 2147483648\0"u8);
        string file = LooseFile(made, "huge.bin");
        MadeRepository.MakeMine(file);
        File.WriteAllBytes(file, loose.ToArray());
        Readings read = GitReading.Read(made.Path);
        Assert.Equal("dropped by read.blob-bytes-max: 2147483648, threshold 1048576", read.Documents.Single(d => d.Id == "made/huge.bin").Verdict.ToString());
        Assert.Equal("a\n", read.Documents.First().Text);
        Assert.Empty(read.Quarantined);
    }

    [Fact]
    public void Reader_that_is_left_halfway_leaves_no_process_behind()
    {
        Assert.SkipWhen(!Directory.Exists("/proc/self"), "needs /proc");
        using MadeRepository made = new();
        for (int i = 0; i < 40; i++) made.Write($"f{i:00}.txt", new string('x', 200_000));
        made.Commit();
        GitFolder folder = GitFolder.Over(LocalRepository.Open(made.Path)!);
        Shard shard = Assert.Single(GitReading.Shards(new(), made.Path));
        using (GitShardReader reader = new(shard, folder, made.Head, new("made", null), null, new()))
        {
            using IRecordBatch? first = reader.NextBatch();
            Assert.NotNull(first);
            Assert.NotEmpty(ProcessesIn(folder.Path)); // It has more to give than a pipe holds.
        }
        Assert.Empty(ProcessesIn(folder.Path));
        Assert.False(Directory.Exists(folder.Path));

        static string[] ProcessesIn(string folder) => [.. Directory.GetDirectories("/proc").Where(process =>
        {
            try
            {
                return char.IsAsciiDigit(Path.GetFileName(process)[0]) && new FileInfo(Path.Combine(process, "cwd")).LinkTarget == folder;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        })];
    }

    [Fact]
    public void Program_that_gives_nothing_is_ended()
    {
        using MadeRepository made = new();
        using GitFolder folder = GitFolder.Over(LocalRepository.Open(made.Path)!);
        using GitProcess git = GitProgram.Start(folder.Path, stallSeconds: 1, GitProgram.AllocationMax, "cat-file", "--batch"); // Waits for input that never comes.
        Assert.NotNull(git.Wait());
        Assert.True(git.IsStalled);
    }

    [Fact]
    public void Folders_and_globs_hold_repositories_and_each_is_found_once()
    {
        using MadeRepository made = new("all/one");
        made.Write("a.txt", "a\n");
        made.Write("sub/.git/HEAD", "ref: refs/heads/x\n"); // Inside another: not searched for.
        made.Write("sub/.git/objects/x", "");
        File.WriteAllText(Path.Combine(made.Path, "b.txt"), "b\n");
        Directory.Delete(Path.Combine(made.Path, "sub"), recursive: true);
        made.Commit();
        made.Git("clone", "--quiet", "--bare", ".", "../two.git");
        made.Git("bundle", "create", "--quiet", "../deep__er.bundle", "HEAD");
        made.Git("worktree", "add", "--quiet", "../three");
        string all = Path.Combine(made.Root, "all");
        string[] expected = ["deep__er.bundle", "one", "three", "two.git"];
        Assert.Equal(expected, GitReading.Shards(new(), all).Select(s => s.Name[(all.Length + 1)..]));
        Assert.Equal(expected, GitReading.Shards(new(), all + "/*", all).Select(s => s.Name[(all.Length + 1)..]));
        foreach (string input in expected) Assert.Equal(["a\n", "b\n"], GitReading.Read(Path.Combine(all, input)).Documents.Select(d => d.Text));
        Assert.Equal("deep/er", GitReading.Read(Path.Combine(all, "deep__er.bundle"), null, out Repository? repository).Documents.First().Id![..7]);
        Assert.Equal("deep/er", repository!.Name);
        Sluice.Core.SluiceException missing = Assert.Throws<Sluice.Core.SluiceException>(() => GitReading.Shards(new(), all + "/nothing", all + "/*.none"));
        Assert.Equal(2, missing.Errors.Count);
    }

    [Fact] // Outside oracle: git hash-object of SHA-1.
    public void Repository_whose_ids_are_sha_256_is_read_and_its_identifiers_are_those_of_software_heritage()
    {
        using MadeRepository made = new("made", "--object-format=sha256");
        made.Write("LICENSE", "license\n");
        made.Commit();
        made.Git("bundle", "create", "--quiet", "../made.bundle", "HEAD", "main");
        foreach (string path in (string[])[made.Path, made.Path + ".bundle"])
        {
            ReadRecord file = Assert.Single(GitReading.Read(path, null, out Repository? repository).Documents);
            Assert.Equal("license\n", file.Text);
            Assert.Contains("swhid=swh:1:cnt:" + Sha1Id("license\n"), file.Metadata, StringComparison.Ordinal);
            Assert.Equal(Sha1Id("license\n"), Assert.Single(repository!.RightsFiles).Blob);
        }

        static string Sha1Id(string text)
        {
            using MadeRepository other = new();
            return other.HashObject(Encoding.UTF8.GetBytes(text));
        }
    }

    [Fact]
    public void Digest_changes_with_the_head_and_not_with_the_work_tree()
    {
        using MadeRepository made = new();
        made.Write("a.txt", "a\n");
        made.Commit();
        byte[] before = Assert.Single(GitReading.Shards(new(), made.Path)).Digest;
        made.Write("a.txt", "not committed\n");
        Assert.Equal(before, Assert.Single(GitReading.Shards(new(), made.Path)).Digest);
        Shard planned = Assert.Single(GitReading.Shards(new(), made.Path));
        made.Commit();
        Assert.NotEqual(before, Assert.Single(GitReading.Shards(new(), made.Path)).Digest);
        // A plan that was made before reads what it was made for.
        Assert.Equal("a\n", Assert.Single(Readings.Read(CodeSource.Definition.Open(planned, new GitOptions())).Documents).Text);
    }

    static string Canary(MadeRepository made) => Path.Combine(made.Root, "canary");

    static string LooseFile(MadeRepository made, string path)
    {
        string id = MadeRepository.Id(made, path);
        return Path.Combine(made.Path, ".git", "objects", id[..2], id[2..]);
    }

    static void Spoil(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        for (int i = bytes.Length / 2; i < bytes.Length; i++) bytes[i] ^= 0xFF;
        MadeRepository.MakeMine(file);
        File.WriteAllBytes(file, bytes);
    }
}

using System.Diagnostics;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Building;

/// <summary>Real files of id Software's DOOM, and copies of them in repositories made here: opted out, or given away under a looser license.</summary>
public sealed class ConsentAndCopiesTests : IDisposable
{
    static readonly string[] s_files = ["am_map.c", "p_enemy.c", "d_main.c"];
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Copies_of_opted_out_files_go_by_consent_in_every_repository()
    {
        Directory.CreateDirectory(_folder.File("in"));
        File.Copy(SharedData.Path("data/code/bundles/id-Software__DOOM.bundle"), _folder.File("in/id-Software__DOOM.bundle"));
        MakeBundle("someone__game", "1990-01-01", text => text.Replace("P_LookForPlayers", "LookForThem", StringComparison.Ordinal));
        File.WriteAllText(_folder.File("opt-outs.yaml"), "- path: id-Software/DOOM/linuxdoom-1.10/p_*.c\n  id: OO-1\n");
        Build($"[{{ consent: {{ list: [{_folder.File("opt-outs.yaml")}] }} }}, {{ near-duplicates: {{ shingle-of: code-tokens, similarity: 0.7, keep: original }} }}]");

        JsonElement copy = Why("someone/game/p_enemy.c");
        Assert.Equal(("consent.opted-out", "OO-1", "near-duplicates"), (copy.GetProperty("rule").GetString(), copy.GetProperty("evidence").GetString(), copy.GetProperty("step").GetString()));
        Assert.Equal("id-Software/DOOM/linuxdoom-1.10/p_enemy.c", copy.GetProperty("duplicate-of").GetString());
        Assert.InRange(copy.GetProperty("similarity").GetDouble(), 0.9, 0.9999);
        Assert.Equal("consent.opted-out", Why("id-Software/DOOM/linuxdoom-1.10/p_enemy.c").GetProperty("rule").GetString());
        // Of what nobody opted out the older one stays.
        Assert.Equal("kept", Why("someone/game/d_main.c").GetProperty("outcome").GetString());
        Assert.Equal("near-duplicates.near-duplicate", Why("id-Software/DOOM/linuxdoom-1.10/d_main.c").GetProperty("rule").GetString());
        Assert.Contains("opt-outs.yaml", File.ReadAllText(_folder.File("out/recipe.lock.yaml")), StringComparison.Ordinal);
        SluiceProgram.Run("verify", _folder.File("out")).Expect(0);

        // A later build whose input has only the copy.
        File.Delete(_folder.File("in/id-Software__DOOM.bundle"));
        Directory.Move(_folder.File("out"), _folder.File("first"));
        Build($"[{{ near-duplicates: {{ shingle-of: code-tokens, similarity: 0.7, keep: original, against: [{_folder.File("first")}] }} }}]");
        copy = Why("someone/game/p_enemy.c");
        Assert.Equal(("consent.opted-out", "OO-1"), (copy.GetProperty("rule").GetString(), copy.GetProperty("evidence").GetString()));
    }

    [Theory] // Refused by its license, the original still testifies.
    [InlineData("1999-01-01", "2020-01-01", "GPL-2.0-only", "permissive", "license-laundering.stricter-original")]
    [InlineData("1999-01-01", "2020-01-01", "GPL-2.0-only", "permissive, strong-copyleft", "license-laundering.stricter-original")]
    [InlineData("1999-01-01", "2020-01-01", "Apache-2.0", "permissive", "near-duplicates.near-duplicate")]
    [InlineData("2020-01-01", "1999-01-01", "GPL-2.0-only", "permissive", null)]
    public void A_copy_under_MIT_of_an_older_file_under_a_stricter_license_is_refused(string firstDate, string copyDate, string license, string allow, string? rule)
    {
        Directory.CreateDirectory(_folder.File("in"));
        MakeBundle("id-Software__DOOM", firstDate, text => $"// SPDX-License-Identifier: {license}\n{text}");
        MakeBundle("someone__game", copyDate, text => $"// SPDX-License-Identifier: MIT\n{text}");
        Build($"[{{ detect-license: {{ allow: [{allow}] }} }}, {{ near-duplicates: {{ shingle-of: code-tokens, similarity: 0.7, keep: original }} }}]");
        JsonElement copy = Why("someone/game/d_main.c");
        Assert.Equal(rule, copy.GetProperty("rule").GetString());
        if (rule != "license-laundering.stricter-original") return;
        Assert.Equal("GPL-2.0-only of 1999-01-01 there, MIT of 2020-01-01 here", copy.GetProperty("evidence").GetString());
        Assert.Equal("id-Software/DOOM/d_main.c", copy.GetProperty("duplicate-of").GetString());
    }

    // Files of DOOM without the header that names its own license.
    void MakeBundle(string name, string date, Func<string, string> change)
    {
        string real = _folder.File("real"), made = _folder.File(name);
        if (!Directory.Exists(real)) Git(null, null, "clone", "-q", SharedData.Path("data/code/bundles/id-Software__DOOM.bundle"), real);
        Directory.CreateDirectory(made);
        foreach (string file in s_files)
            File.WriteAllText(Path.Combine(made, file), change(string.Join('\n', File.ReadAllLines(Path.Combine(real, "linuxdoom-1.10", file)).Skip(24))));
        Git(made, null, "init", "-q", "-b", "main");
        Git(made, null, "add", "-A");
        Git(made, date + "T00:00:00Z", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "All");
        Git(made, null, "bundle", "create", "-q", _folder.File($"in/{name}.bundle"), "HEAD", "main");
    }

    static void Git(string? folder, string? date, params string[] args)
    {
        ProcessStartInfo start = new("git") { RedirectStandardError = true };
        if (folder is not null) start.WorkingDirectory = folder;
        if (date is not null) (start.Environment["GIT_AUTHOR_DATE"], start.Environment["GIT_COMMITTER_DATE"]) = (date, date);
        foreach (string arg in args) start.ArgumentList.Add(arg);
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    void Build(string steps)
    {
        File.WriteAllText(_folder.File("recipe.yaml"), $"name: copies\nsources:\n  - git: {_folder.File("in")}/*.bundle\nsteps: {steps}\n");
        SluiceProgram.Run("build", _folder.File("recipe.yaml"), "-o", _folder.File("out")).Expect(0);
    }

    JsonElement Why(string id) => JsonDocument.Parse(SluiceProgram.Run("why", _folder.File("out"), id, "--json").Expect(0).Output).RootElement.GetProperty("records")[0];
}

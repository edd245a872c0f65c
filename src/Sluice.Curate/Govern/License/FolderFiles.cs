using System.Text;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>The rights files that lie in one folder.</summary>
sealed class FolderFiles
{
    // A shorter file without any license points elsewhere ("see ../LICENSE") or only names a holder.
    const int TermsBytesMin = 300;

    /// <summary>What is known to have terms, which nobody knows.</summary>
    public static readonly LicenseExpression Unrecognized = LicenseExpression.Of("LicenseRef-unrecognized");
    readonly List<(string Path, TextLicense? Found)> _licenses = [];

    /// <summary>What its manifests state.</summary>
    public List<Statement> Manifests { get; } = [];

    /// <summary>Texts in its <c>LICENSES/</c>.</summary>
    public List<Statement> ReuseTexts { get; } = [];

    /// <summary>What the license section of its README states; null where there is none.</summary>
    public Statement? Readme { get; set; }

    /// <summary>Copyright notices of its license and notice files.</summary>
    public List<string> Holders { get; } = [];

    /// <summary>What its license files state together; null where it has none.</summary>
    public Statement? License { get; private set; }

    /// <summary>What holds where only a part of a text is known: more than what was found in it, unless that restricts already.</summary>
    public static TextLicense WithUnread(TextLicense? found, string reason)
    {
        if (found is not null && LicenseCategories.Of(found.Expression) > Core.Rights.LicenseCategory.Permissive) return found;
        string evidence = found is null ? $"unread ({reason}) text" : $"{found.Evidence}, the rest unread ({reason})";
        return new(found is null ? Unrecognized : LicenseExpression.All([found.Expression, Unrecognized]), 0, LicenseMatchKind.Text, evidence);
    }

    /// <summary>Takes a license file.</summary>
    public void Take(string path, ReadOnlySpan<byte> bytes, TextLicense? found)
    {
        if (found is null && bytes.Length < TermsBytesMin && LicenseCategories.ListedId(Encoding.UTF8.GetString(bytes).Trim()) is { } id)
            found = new(LicenseExpression.Of(id), 0.5, LicenseMatchKind.Reference, $"{id} by its id alone");
        if (found is not null || bytes.Length >= TermsBytesMin || LicenseFileNames.MustSay(path) && !LicensePointer.Is(bytes)) _licenses.Add((path, found));
    }

    /// <summary>Joins what was taken.</summary>
    public void Close()
    {
        if (_licenses.Count > 0) License = Joined();
        else if (ReuseTexts.Count > 0)
            License = new(StatementFrom.LicensesFolder, string.Join(' ', ReuseTexts.Select(text => text.Path)), LicenseExpression.All(ReuseTexts.Select(text => text.License)).Bounded(), ReuseTexts.Min(text => text.Score), false, string.Join(", ", ReuseTexts.Select(text => text.Evidence)));
    }

    Statement Joined()
    {
        List<(string Path, LicenseExpression License, double Score, string Evidence, bool IsExact)> files =
        [
            .. _licenses.Select(file => (file.Path, file.Found?.Expression ?? Unrecognized, file.Found?.Score ?? 0, file.Found is null ? $"no known license in {file.Path}" : $"{file.Found.Evidence} of {file.Path}", file.Found?.IsExact == true)),
        ];
        // The LGPL comes as additions to the GPL, whose text lies beside it.
        if (files.Exists(file => IsLesser(file.Path) && file.License.ToString().Contains("LGPL", StringComparison.Ordinal)))
            files.RemoveAll(file => file.License is { Kind: ExpressionKind.License } license && license.Id.StartsWith("GPL-", StringComparison.Ordinal));
        List<LicenseExpression> licenses = [.. files.Select(file => file.License).Distinct()];
        LicenseExpression whole = licenses.Count > 1 && IsChoice(files.ConvertAll(file => file.Path), licenses) ? LicenseExpression.Any(licenses) : LicenseExpression.All(licenses);
        return new(StatementFrom.LicenseFile, string.Join(' ', files.Select(file => file.Path)), whole.Bounded(), files.Min(file => file.Score), files.Count == 1 && files[0].IsExact, string.Join(", ", files.Select(file => file.Evidence)));
    }

    // A manifest or README of the folder says so, with the same licenses (taken up by the resolution too, where only the manifest's word is at hand); else
    // Rust's convention: one permissive license a file, named in the file's name.
    bool IsChoice(List<string> paths, List<LicenseExpression> licenses)
    {
        if (_licenses.Exists(file => file.Found is null || file.Found.Expression.ToString().Contains(Unrecognized.Id, StringComparison.Ordinal))) return false;
        Statement all = new(StatementFrom.LicenseFile, "", LicenseExpression.All(licenses), 1, false, "");
        foreach (Statement said in Readme is null ? Manifests : [.. Manifests, Readme])
            if (said.License.Kind != ExpressionKind.License && said.Families.AsSpan().SequenceEqual(all.Families)) return said.License.Kind == ExpressionKind.Or;
        return licenses.TrueForAll(license => LicenseCategories.Of(license) <= Core.Rights.LicenseCategory.Permissive) && paths.TrueForAll(NamesALicense);
    }

    static bool IsLesser(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return name.Contains("lesser", StringComparison.OrdinalIgnoreCase) || name.Contains("lgpl", StringComparison.OrdinalIgnoreCase);
    }

    static bool NamesALicense(string path)
    {
        StringBuilder name = new(path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant());
        foreach (string common in (ReadOnlySpan<string>)["license", "licence", "copying", ".txt", ".md", ".rst", "-", "_", "."]) name.Replace(common, "");
        return name.Length > 1;
    }
}

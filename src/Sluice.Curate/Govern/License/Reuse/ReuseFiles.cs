using System.Text;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Curate.Govern.License.Manifests;
using Sluice.Curate.Govern.License.Notices;

namespace Sluice.Curate.Govern.License.Reuse;

/// <summary>Reads <c>REUSE.toml</c> and <c>.reuse/dep5</c>.</summary>
/// <remarks>An expression that can't be read becomes a reference, so that the files stay covered and fail closed. Source: REUSE specification 3.3; Debian's machine-readable copyright format 1.0.</remarks>
static class ReuseFiles
{
    const int AnnotationsMax = 1_000, PatternsMax = 200, PatternLengthMax = 250;

    /// <summary>REUSE.toml: its annotations, in the order written. Of those that cover a file the last holds.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="bytes">Its bytes.</param>
    public static List<ReuseAnnotation> Toml(string path, ReadOnlySpan<byte> bytes)
    {
        List<ReuseAnnotation> annotations = [];
        string folder = path[..(path.LastIndexOf('/') + 1)];
        foreach (IGrouping<int, TomlString> table in TomlStrings.Read(Encoding.UTF8.GetString(bytes)).Where(entry => entry.Table == "annotations").GroupBy(entry => entry.TableNumber).Take(AnnotationsMax))
        {
            List<string> patterns = [], holders = [];
            List<LicenseExpression> licenses = [];
            ReusePrecedence precedence = ReusePrecedence.Closest;
            foreach (TomlString entry in table)
            {
                if (entry.Key == "path" && patterns.Count < PatternsMax && entry.Value.Length <= PatternLengthMax) patterns.Add(entry.Value);
                else if (entry.Key == "precedence") precedence = entry.Value switch
                {
                    "override" => ReusePrecedence.Override,
                    "aggregate" => ReusePrecedence.Aggregate,
                    _ => ReusePrecedence.Closest,
                };
                else if (entry.Key == "SPDX-License-Identifier") licenses.Add(LicenseExpressionParser.TryParse(entry.Value) ?? LicenseExpression.Unreadable);
                else if (entry.Key == "SPDX-FileCopyrightText") CopyrightNotices.Add(entry.Value, holders);
            }
            annotations.Add(new(folder, patterns, false, precedence, licenses.Count == 0 ? null : LicenseExpression.All(licenses).Bounded(), holders, path));
        }
        return annotations;
    }

    /// <summary>.reuse/dep5: its paragraphs with files, in the order written. Of those that cover a file the last holds.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="bytes">Its bytes.</param>
    public static List<ReuseAnnotation> Dep5(string path, ReadOnlySpan<byte> bytes)
    {
        List<ReuseAnnotation> annotations = [];
        string folder = path.EndsWith(".reuse/dep5", StringComparison.Ordinal) ? path[..^".reuse/dep5".Length] : "";
        List<string> patterns = [], holders = [];
        LicenseExpression? license = null;
        string field = "";
        foreach (string raw in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            string line = raw.TrimEnd('\r');
            if (line.Trim().Length == 0)
            {
                Close();
                continue;
            }
            string value = line;
            if (!char.IsWhiteSpace(line[0]))
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon < 0) continue;
                (field, value) = (line[..colon], line[(colon + 1)..]);
                if (field == "License") license = LicenseExpressionParser.TryParse(value) ?? LicenseExpression.Unreadable;
            }
            if (field == "Files") patterns.AddRange(value.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(pattern => pattern.Length <= PatternLengthMax).Take(PatternsMax - patterns.Count));
            else if (field == "Copyright") CopyrightNotices.Add(value.Trim(), holders);
        }
        Close();
        return annotations;

        void Close()
        {
            // What the file itself says counts beside it, by REUSE.
            if (patterns.Count > 0 && annotations.Count < AnnotationsMax) annotations.Add(new(folder, patterns, true, ReusePrecedence.Aggregate, license, holders, path));
            (patterns, holders, license, field) = ([], [], null, "");
        }
    }
}

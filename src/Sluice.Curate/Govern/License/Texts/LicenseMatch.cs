namespace Sluice.Curate.Govern.License.Texts;

/// <summary>What in a file names a license. Ordered by how much it proves: a text or a notice is the grant itself, a reference only points to it.</summary>
public enum LicenseMatchKind
{
    /// <summary>The whole text of a license.</summary>
    Text,

    /// <summary>A notice that grants rights, as the GPL and Apache tell authors to put above their files.</summary>
    Header,

    /// <summary>An <c>SPDX-License-Identifier</c> tag.</summary>
    Tag,

    /// <summary>A license named or linked: <c>License: MIT</c>, <c>Licensed under the MIT license</c>, a license's address.</summary>
    Reference,
}

/// <summary>One license found in a file.</summary>
/// <param name="Expression">SPDX expression of ids in their listed spelling; deprecated ids are replaced (<c>GPL-2.0+</c> is <c>GPL-2.0-or-later</c>). <c>LicenseRef-…</c> where terms were found that no listed license has: never to be read as permissive.</param>
/// <param name="Score">How much of the license's words is there and nothing else between them; 0 to 1.</param>
/// <param name="Start">First byte in the text.</param>
/// <param name="End">Byte after the last.</param>
/// <param name="Kind">What was found.</param>
public readonly record struct LicenseMatch(string Expression, double Score, int Start, int End, LicenseMatchKind Kind);

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>A license named in prose.</summary>
/// <param name="Name">The name.</param>
/// <param name="Start">First word.</param>
/// <param name="End">Word after the last, version included.</param>
/// <param name="Expression">The license; null where a GNU license has no version.</param>
/// <param name="IsNotice">Whether it stands in a notice that grants rights.</param>
/// <param name="EndByte">Byte after the last.</param>
record struct LicenseMention(LicenseName Name, int Start, int End, string? Expression, bool IsNotice, int EndByte);

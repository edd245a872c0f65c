namespace Sluice.Core.Rights;

/// <summary>What a license asks of those who use the work, least first: a later one is stricter. In metadata in kebab case (<c>weak-copyleft</c>).</summary>
/// <remarks>After the categories of ScanCode's license data (aboutcode-org/scancode-toolkit).</remarks>
public enum LicenseCategory
{
    /// <summary>Nothing is asked: the work is given to the public (CC0-1.0, Unlicense).</summary>
    PublicDomain,

    /// <summary>Notices are to be kept, or little more (MIT, Apache-2.0).</summary>
    Permissive,

    /// <summary>Changes to the files themselves, or to the library, stay under it (MPL-2.0, LGPL-2.1).</summary>
    WeakCopyleft,

    /// <summary>Whatever is made with it comes under it (GPL-3.0).</summary>
    StrongCopyleft,

    /// <summary>Also where it is only used over a network (AGPL-3.0).</summary>
    NetworkCopyleft,

    /// <summary>No commercial use (CC-BY-NC-4.0).</summary>
    NonCommercial,

    /// <summary>No changed copies (CC-BY-ND-4.0).</summary>
    NoDerivatives,

    /// <summary>The source may be read, its use is limited (BUSL-1.1, FSL-1.1-MIT, SSPL-1.0).</summary>
    SourceAvailable,

    /// <summary>All rights reserved by a statement.</summary>
    Proprietary,

    /// <summary>No license was found: the law reserves all rights.</summary>
    NoneFound,
}

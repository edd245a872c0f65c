using System.Collections.Frozen;
using Sluice.Core.Rights;

namespace Sluice.Curate.Govern.License.Expressions;

/// <summary>What licenses ask: the category of every id of the SPDX list, and of expressions.</summary>
/// <remarks>Fails closed: an id or exception that the table lacks is proprietary. Source: the categories of ScanCode's license data
/// (aboutcode-org/scancode-toolkit, CC-BY-4.0) as facts; where one has no exact counterpart here, the stricter was taken.</remarks>
public static partial class LicenseCategories
{
    // Exceptions that open a strong copyleft to programs that use the work (linking, output, fonts); the others leave it as it is.
    const string RelaxingExceptions = """
        Autoconf-exception-2.0 Autoconf-exception-3.0 Autoconf-exception-generic Autoconf-exception-generic-3.0 Autoconf-exception-macro
        Bison-exception-1.24 Bison-exception-2.2 Bootloader-exception Classpath-exception-2.0 CLISP-exception-2.0 eCos-exception-2.0
        Fawkes-Runtime-exception FLTK-exception Font-exception-2.0 freertos-exception-2.0 GCC-exception-2.0 GCC-exception-2.0-note
        GCC-exception-3.1 GNAT-exception GNU-compiler-exception gnu-javamail-exception GPL-3.0-interface-exception GPL-3.0-linking-exception
        GPL-3.0-linking-source-exception i2p-gpl-java-exception LGPL-3.0-linking-exception Libtool-exception Linux-syscall-note LLGPL
        LZMA-exception mif-exception OCaml-LGPL-linking-exception OpenJDK-assembly-exception-1.0 PS-or-PDF-font-exception-20170817
        Qt-LGPL-exception-1.1 Qwt-exception-1.0 SANE-exception SWI-exception Texinfo-exception u-boot-exception-2.0 WxWindows-exception-3.1
        """;

    const string OtherExceptions = """
        389-exception Asterisk-exception Asterisk-linking-protocols-exception CGAL-linking-exception cryptsetup-OpenSSL-exception
        Digia-Qt-LGPL-exception-1.1 DigiRule-FOSS-exception erlang-otp-linking-exception fmt-exception Gmsh-exception GNOME-examples-exception
        GPL-CC-1.0 GStreamer-exception-2005 GStreamer-exception-2008 harbour-exception Independent-modules-exception KiCad-libraries-exception
        kvirc-openssl-exception libpri-OpenH323-exception LLVM-exception mxml-exception Nokia-Qt-exception-1.1 OCCT-exception-1.0
        openvpn-openssl-exception PCRE2-exception polyparse-exception QPL-1.0-INRIA-2004-exception Qt-GPL-exception-1.0 romic-exception
        RRDtool-FLOSS-exception-2.0 rsync-linking-exception SHL-2.0 SHL-2.1 Simple-Library-Usage-exception sqlitestudio-OpenSSL-exception
        stunnel-exception Swift-exception UBDL-exception Universal-FOSS-exception-1.0 vsftpd-openssl-exception x11vnc-openssl-exception
        """;

    // What has no SPDX id but a certain category.
    static readonly (string Id, LicenseCategory Category)[] s_references =
    [
        ("LicenseRef-Public-Domain", LicenseCategory.PublicDomain),
        ("LicenseRef-scancode-public-domain", LicenseCategory.PublicDomain),
        ("LicenseRef-scancode-public-domain-disclaimer", LicenseCategory.PublicDomain),
        ("LicenseRef-BSD", LicenseCategory.Permissive),
        ("LicenseRef-Apache", LicenseCategory.Permissive),
        ("LicenseRef-UNLICENSED", LicenseCategory.Proprietary),
    ];

    static readonly FrozenDictionary<string, (string Id, LicenseCategory Category)> s_ids = ReadTable();
    static readonly FrozenDictionary<string, (string Id, bool Relaxes)> s_exceptions = ReadExceptions();

    /// <summary>Ids in the table.</summary>
    internal static IEnumerable<string> Ids => s_ids.Values.Select(entry => entry.Id);

    /// <summary>The category of an expression: of a choice, that of its most permissive side; of licenses that all hold, that of the strictest.</summary>
    public static LicenseCategory Of(LicenseExpression expression)
    {
        switch (expression.Kind)
        {
            case ExpressionKind.Or: return expression.Operands.Min(Of);
            case ExpressionKind.And: return expression.Operands.Max(Of);
            default:
                LicenseCategory category = OfId(expression.Id);
                if (expression.Exception is not { } exception) return category;
                if (!s_exceptions.TryGetValue(exception, out (string Id, bool Relaxes) known)) return LicenseCategory.Proprietary;
                return category == LicenseCategory.StrongCopyleft && known.Relaxes ? LicenseCategory.WeakCopyleft : category;
        }
    }

    static LicenseCategory OfId(string id) =>
        s_ids.TryGetValue(id, out (string Id, LicenseCategory Category) entry) || id[^1] == '+' && s_ids.TryGetValue(id[..^1], out entry)
            ? entry.Category
            : LicenseCategory.Proprietary;

    /// <summary>The listed spelling of an id; null where the table lacks it.</summary>
    internal static string? ListedId(string id) => s_ids.TryGetValue(id, out (string Id, LicenseCategory Category) entry) ? entry.Id : null;

    /// <summary>The listed spelling of an exception's id; null where it is not listed.</summary>
    internal static string? ListedException(string id) => s_exceptions.TryGetValue(id, out (string Id, bool Relaxes) entry) ? entry.Id : null;

    static FrozenDictionary<string, (string, LicenseCategory)> ReadTable()
    {
        Dictionary<string, (string, LicenseCategory)> table = new(StringComparer.OrdinalIgnoreCase);
        (string Ids, LicenseCategory Category)[] lists =
        [
            (PublicDomainIds, LicenseCategory.PublicDomain),
            (PermissiveIds, LicenseCategory.Permissive),
            (WeakCopyleftIds, LicenseCategory.WeakCopyleft),
            (StrongCopyleftIds, LicenseCategory.StrongCopyleft),
            (NetworkCopyleftIds, LicenseCategory.NetworkCopyleft),
            (NonCommercialIds, LicenseCategory.NonCommercial),
            (NoDerivativesIds, LicenseCategory.NoDerivatives),
            (SourceAvailableIds, LicenseCategory.SourceAvailable),
            (ProprietaryIds, LicenseCategory.Proprietary),
        ];
        foreach ((string ids, LicenseCategory category) in lists)
            foreach (string id in Split(ids)) table.Add(id, (id, category));
        foreach ((string id, LicenseCategory category) in s_references) table.Add(id, (id, category));
        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    static FrozenDictionary<string, (string, bool)> ReadExceptions()
    {
        Dictionary<string, (string, bool)> table = new(StringComparer.OrdinalIgnoreCase);
        foreach (string id in Split(RelaxingExceptions)) table.Add(id, (id, true));
        foreach (string id in Split(OtherExceptions)) table.Add(id, (id, false));
        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    static string[] Split(string ids) => ids.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

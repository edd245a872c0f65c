using System.Collections.Frozen;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Ids of licenses and exceptions in their listed spelling, found in any case.</summary>
/// <remarks>Deprecated ids get their successor. Exceptions: the ids of spdx.org/licenses/exceptions-index.html; they give rights on top of a license. An unknown one may as well take rights away.</remarks>
sealed class LicenseIds
{
    static readonly FrozenSet<string> s_exceptions = new[]
    {
        "389-exception", "Asterisk-exception", "Asterisk-linking-protocols-exception", "Autoconf-exception-2.0", "Autoconf-exception-3.0", "Autoconf-exception-generic",
        "Autoconf-exception-generic-3.0", "Autoconf-exception-macro", "Bison-exception-1.24", "Bison-exception-2.2", "Bootloader-exception", "CGAL-linking-exception",
        "Classpath-exception-2.0", "CLISP-exception-2.0", "cryptsetup-OpenSSL-exception", "Digia-Qt-LGPL-exception-1.1", "DigiRule-FOSS-exception", "eCos-exception-2.0",
        "erlang-otp-linking-exception", "Fawkes-Runtime-exception", "FLTK-exception", "fmt-exception", "Font-exception-2.0", "freertos-exception-2.0", "GCC-exception-2.0",
        "GCC-exception-2.0-note", "GCC-exception-3.1", "Gmsh-exception", "GNAT-exception", "GNOME-examples-exception", "GNU-compiler-exception", "gnu-javamail-exception",
        "GPL-3.0-389-ds-base-exception", "GPL-3.0-interface-exception", "GPL-3.0-linking-exception", "GPL-3.0-linking-source-exception", "GPL-CC-1.0", "GStreamer-exception-2005",
        "GStreamer-exception-2008", "harbour-exception", "i2p-gpl-java-exception", "Independent-modules-exception", "KiCad-libraries-exception", "LGPL-3.0-linking-exception",
        "libpri-OpenH323-exception", "Libtool-exception", "Linux-syscall-note", "LLGPL", "LLVM-exception", "LZMA-exception", "mif-exception", "mxml-exception", "Nokia-Qt-exception-1.1",
        "OCaml-LGPL-linking-exception", "OCCT-exception-1.0", "OpenJDK-assembly-exception-1.0", "openvpn-openssl-exception", "PCRE2-exception", "polyparse-exception",
        "PS-or-PDF-font-exception-20170817", "QPL-1.0-INRIA-2004-exception", "Qt-GPL-exception-1.0", "Qt-LGPL-exception-1.1", "Qwt-exception-1.0", "romic-exception",
        "RRDtool-FLOSS-exception-2.0", "rsync-linking-exception", "SANE-exception", "SHL-2.0", "SHL-2.1", "Simple-Library-Usage-exception", "sqlitestudio-OpenSSL-exception",
        "stunnel-exception", "SWI-exception", "Swift-exception", "Texinfo-exception", "u-boot-exception-2.0", "UBDL-exception", "Universal-FOSS-exception-1.0",
        "vsftpd-openssl-exception", "WxWindows-exception-3.1", "x11vnc-openssl-exception",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, string> s_successors = new Dictionary<string, string>
    {
        ["GPL-2.0-with-autoconf-exception"] = "GPL-2.0-only WITH Autoconf-exception-2.0",
        ["GPL-2.0-with-bison-exception"] = "GPL-2.0-only WITH Bison-exception-2.2",
        ["GPL-2.0-with-classpath-exception"] = "GPL-2.0-only WITH Classpath-exception-2.0",
        ["GPL-2.0-with-font-exception"] = "GPL-2.0-only WITH Font-exception-2.0",
        ["GPL-2.0-with-GCC-exception"] = "GPL-2.0-only WITH GCC-exception-2.0",
        ["GPL-3.0-with-autoconf-exception"] = "GPL-3.0-only WITH Autoconf-exception-3.0",
        ["GPL-3.0-with-GCC-exception"] = "GPL-3.0-only WITH GCC-exception-3.1",
        ["StandardML-NJ"] = "SMLNJ",
        ["BSD-2-Clause-FreeBSD"] = "BSD-2-Clause-Views",
        ["BSD-2-Clause-NetBSD"] = "BSD-2-Clause",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    readonly FrozenDictionary<string, string> _ids;

    public LicenseIds(IEnumerable<string> ids) => _ids = ids.ToFrozenDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The id or expression that stands for an id; null where it is none.</summary>
    public string? Find(string id)
    {
        if (s_successors.TryGetValue(id, out string? successor)) return successor;
        if (FindGnu(id) is { } gnu) return gnu;
        if (_ids.TryGetValue(id, out string? listed)) return listed;
        return id.EndsWith('+') && _ids.TryGetValue(id[..^1], out listed) ? listed + "+" : null;
    }

    /// <summary>An exception's listed spelling; null where it is not listed.</summary>
    public static string? FindException(string id) => s_exceptions.TryGetValue(id, out string? listed) ? listed : null;

    /// <summary>The successor of a GNU license's id that says neither -only nor -or-later; null for others.</summary>
    public string? FindGnu(string id) => GnuVersion(id) is { } version ? version + (id.EndsWith('+') ? "-or-later" : "-only") : null;

    // GPL-2.0 and GPL-2.0+ are deprecated: they are named -only and -or-later since list 3.0.
    string? GnuVersion(string id)
    {
        string bare = id.TrimEnd('+');
        bool isGnu = bare.StartsWith("GPL-", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("LGPL-", StringComparison.OrdinalIgnoreCase)
            || bare.StartsWith("AGPL-", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("GFDL-", StringComparison.OrdinalIgnoreCase);
        return isGnu && _ids.TryGetValue(bare + "-only", out string? only) ? only[..^"-only".Length] : null;
    }
}

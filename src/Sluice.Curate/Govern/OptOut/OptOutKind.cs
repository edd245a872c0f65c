namespace Sluice.Curate.Govern.OptOut;

/// <summary>What an entry of an opt-out list names; also the first byte of what it is looked up by.</summary>
enum OptOutKind : byte
{
    /// <summary>All repositories of one account or organization.</summary>
    Owner = (byte)'o',

    /// <summary>One repository.</summary>
    Repository = (byte)'r',

    /// <summary>An owner that an entry names with its host, without the host: for repositories whose host is unknown.</summary>
    OwnerOnSomeHost = (byte)'O',

    /// <summary>A repository that an entry names with its host, without the host.</summary>
    RepositoryOnSomeHost = (byte)'R',

    /// <summary>One file of a repository.</summary>
    Path = (byte)'p',

    /// <summary>All files below a folder of a repository.</summary>
    Folder = (byte)'f',

    /// <summary>Files of a repository by a pattern.</summary>
    Pattern = (byte)'g',

    /// <summary>An author's address.</summary>
    Email = (byte)'e',

    /// <summary>An author's name.</summary>
    PersonName = (byte)'n',

    /// <summary>A file by the SHA-1 of its blob, wherever it lies.</summary>
    Content = (byte)'c',

    /// <summary>All files of one revision.</summary>
    Revision = (byte)'v',
}

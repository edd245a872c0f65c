namespace Sluice.Ingest.Code.Git;

/// <summary>One commit of the history and, where it changes one file, which.</summary>
/// <param name="Id">The commit's id.</param>
/// <param name="AuthorSeconds">Its author date, seconds since 1970.</param>
/// <param name="Message">Its message, up to <see cref="CommitWalk.MessageBytesMax"/>; valid UTF-8.</param>
/// <param name="Files">Files that it changes against its parent; of a merge none.</param>
/// <param name="Change">The first of them.</param>
sealed record CommitRecord(string Id, long AuthorSeconds, string Message, int Files, CommitChange? Change);

/// <summary>A change of one file.</summary>
/// <param name="Status">Git's letter: A added, D deleted, M changed, T of another type.</param>
/// <param name="IsFile">Whether it is a plain file before and after.</param>
/// <param name="Before">Blob before.</param>
/// <param name="After">Blob after.</param>
/// <param name="Path">Its path, escaped.</param>
sealed record CommitChange(char Status, bool IsFile, string Before, string After, string Path);

namespace Sluice.Core.Release;

/// <summary>How the kept files of one repository stand in the data: in which order, each as a row or joined.</summary>
public interface IRepositoryLayout
{
    /// <summary>Arranges the files of one repository; rows that are files of none come out as they are.</summary>
    /// <param name="files">The files, in input order; one instance is used for all, valid until the next.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The rows of the data; one instance may be used for all.</returns>
    IEnumerable<ReleasedDocument> Arrange(IEnumerable<ReleasedDocument> files, CancellationToken cancellation);
}

using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>Trove classifiers: <c>License :: OSI Approved :: MIT License</c>.</summary>
static class PythonClassifiers
{
    /// <summary>What the classifiers state: of several, all hold, since the classifiers know no choice; null where none states a known license.</summary>
    public static LicenseExpression? Read(IEnumerable<string> classifiers)
    {
        List<string> names = [];
        foreach (string classifier in classifiers)
        {
            if (!classifier.StartsWith("License ::", StringComparison.Ordinal)) continue;
            string name = classifier[(classifier.LastIndexOf("::", StringComparison.Ordinal) + 2)..].Trim();
            if (name is not ("OSI Approved" or "License")) names.Add(name);
        }
        return LicenseNames.Together(names);
    }
}

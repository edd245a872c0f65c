using System.Buffers;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>The step that cuts repeated units, whatever they are: hashes as keys, one merge, and the cut.</summary>
/// <param name="finder">Finds the units.</param>
/// <param name="rules">What goes.</param>
/// <param name="index">How an index keeps them.</param>
/// <param name="startMerge">Starts the merge.</param>
sealed class RepeatedUnits(IUnitFinder finder, UnitRules rules, UnitIndex index, Func<MergeContext, IMerge> startMerge) : IMergeStep
{
    readonly UnitList _found = new();
    readonly UnitCutter _cutter = new(rules, finder.RunUnits);

    /// <inheritdoc/>
    public IMergeIndex? Index => index;

    /// <inheritdoc/>
    public void WriteKey(Document document, IBufferWriter<byte> key)
    {
        _found.Clear();
        finder.Find(document, _found);
        UnitKey.Write(_found, key);
    }

    /// <inheritdoc/>
    public IMerge StartMerge(MergeContext context) => startMerge(context);

    /// <inheritdoc/>
    public Verdict Apply(Document document, ReadOnlySpan<byte> change)
    {
        _found.Clear();
        finder.Find(document, _found);
        return _cutter.Apply(document, _found.Units, change);
    }
}

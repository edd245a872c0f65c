using System.Collections.Concurrent;
using Sluice.Core;
using Sluice.Core.Records;

namespace Sluice.Engine.Execute;

/// <summary>One thread's share of a map stage: its document, its steps, its buffers.</summary>
sealed class MapWorker(StageSteps steps, DroppedSample sample, MemoryGate gate, ConcurrentBag<BatchOutput> outputs) : IDisposable
{
    readonly Document _document = new();
    readonly DocumentPipeline _pipeline = new(steps, sample, gate);

    /// <summary>Takes a batch through the steps.</summary>
    public FinishedBatch Process(MapTask task, long sequence, IRecordBatch batch)
    {
        if (!outputs.TryTake(out BatchOutput? output)) output = new(steps.Count);
        return new(sequence, batch, output, Read(batch, task.Settings, output, null, long.MaxValue));
    }

    /// <summary>Reads a batch into an output.</summary>
    public BatchRange Read(IRecordBatch batch, PipelineSettings settings, BatchOutput output, long? start, long rowsMax)
    {
        _pipeline.Start(settings, output, rowsMax);
        BatchRange range = batch.Read(_pipeline, _document, start);
        _pipeline.Finish();
        return range;
    }

    /// <summary>The output is committed and can be used again.</summary>
    public void GiveBack(BatchOutput output)
    {
        output.Clear();
        outputs.Add(output);
    }

    /// <inheritdoc/>
    public void Dispose() => _pipeline.Dispose();
}

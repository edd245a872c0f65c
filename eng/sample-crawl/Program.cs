using Sluice.SampleCrawl;

// dotnet run --project eng/sample-crawl [PAGES [FOLDER]]: writes the sample crawl anew, the same bytes each time.
string pages = args.Length > 0 ? args[0] : "eng/sample-crawl/pages";
string folder = args.Length > 1 ? args[1] : "examples/sample-crawl";
Directory.CreateDirectory(folder);
foreach ((string name, byte[] bytes) in Crawl.Make(pages))
{
    File.WriteAllBytes(Path.Combine(folder, name), bytes);
    Console.WriteLine($"{bytes.Length,9:N0}  {name}");
}
return 0;

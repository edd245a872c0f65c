using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Records;
using Sluice.Core.Steps;

namespace Sluice.Engine.Recipes;

/// <summary>Reads recipe files: YAML, bound to the options of sources and steps, and checked. Every error is reported, all together, with its line and column, before a byte of input is read.</summary>
/// <remarks>Patterns of sources are relative to the working directory, not to the recipe's file: so a recipe can be shared, and an origin reads as it was typed.</remarks>
/// <param name="sources">The kinds of sources there are.</param>
/// <param name="steps">The steps there are.</param>
public sealed class RecipeReader(IReadOnlyList<SourceDefinition> sources, IReadOnlyList<StepDefinition> steps)
{
    /// <summary>The key under which a lock file says what it was made of; not part of the recipe.</summary>
    public const string LockKey = "lock";

    const int NameLengthMax = 100;
    static readonly string[] s_keys = ["name", "seed", "sources", "steps", "limits", "release"];

    /// <summary>Reads a recipe file.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="inputs">What is read in place of the recipe's own sources; null for those.</param>
    /// <exception cref="SluiceException">Everything that is wrong with it.</exception>
    public Recipe ReadFile(string path, IReadOnlyList<RecipeSource>? inputs = null)
    {
        if (Directory.Exists(path)) throw new SluiceException("this is a folder, not a recipe", path);
        if (path != "-" && !File.Exists(path)) throw new SluiceException("there is no such recipe", path, "`sluice presets` lists the recipes that are built in");
        byte[] bytes;
        try
        {
            using Stream file = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            bytes = ReadBounded(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException("the recipe can't be read: " + e.Message.TrimEnd('.'), path);
        }
        return Read(bytes, path, inputs);
    }

    /// <summary>Reads a recipe.</summary>
    /// <param name="yaml">UTF-8.</param>
    /// <param name="fileName">Its name, for errors.</param>
    /// <param name="inputs">What is read in place of the recipe's own sources; null for those.</param>
    /// <exception cref="SluiceException">Everything that is wrong with it.</exception>
    public Recipe Read(ReadOnlySpan<byte> yaml, string fileName, IReadOnlyList<RecipeSource>? inputs = null)
    {
        YamlNode root = YamlTree.Read(yaml, fileName, [LockKey]);
        RecipeErrors errors = new(fileName);
        Recipe recipe = new Reading(errors, sources, steps).Bind(root, inputs);
        errors.ThrowIfAny();
        return recipe;
    }

    /// <summary>Reads a recipe.</summary>
    public Recipe Read(string yaml, string fileName, IReadOnlyList<RecipeSource>? inputs = null) => Read(Encoding.UTF8.GetBytes(yaml), fileName, inputs);

    static byte[] ReadBounded(Stream file)
    {
        using MemoryStream read = new();
        byte[] buffer = new byte[1 << 16];
        for (int n; read.Length <= YamlTree.FileBytesMax && (n = file.Read(buffer)) > 0;) read.Write(buffer, 0, n);
        return read.ToArray();
    }

    /// <summary>One recipe being read.</summary>
    sealed class Reading(RecipeErrors errors, IReadOnlyList<SourceDefinition> sources, IReadOnlyList<StepDefinition> steps)
    {
        readonly OptionBinder _binder = new(errors);

        public Recipe Bind(YamlNode root, IReadOnlyList<RecipeSource>? inputs)
        {
            string name = "";
            ulong seed = 0;
            IReadOnlyList<RecipeSource>? recipeSources = null;
            IReadOnlyList<RecipeStep> recipeSteps = [];
            RecipeRelease release = new();
            RecipeLimits limits = new();
            if (root is not YamlMap map) errors.Add(root, $"a recipe is keys with values, not {root.Kind}", "keys: " + string.Join(", ", s_keys));
            else
            {
                foreach ((YamlScalar key, YamlNode value) in _binder.Once(map.Entries, "recipe"))
                {
                    switch (key.Text)
                    {
                        case "name": name = BindName(value); break;
                        case "seed": seed = BindSeed(value); break;
                        case "sources": recipeSources = BindSources(value); break;
                        case "steps": recipeSteps = BindSteps(value); break;
                        case "limits": limits = BindRecord<RecipeLimits>(value, "limits", "for example `limits: { text-bytes-max: 8 MiB }`"); break;
                        case "release": release = BindRecord<RecipeRelease>(value, "release", "for example `release: { to: out/my-dataset }`"); break;
                        case LockKey: break;
                        default: errors.AddUnknown(key, "a recipe has no key", s_keys); break;
                    }
                }
                if (name.Length == 0 && map.Entries.All(e => e.Key.Text != "name")) errors.Add(map, "the recipe has no name", "begin it with a line like `name: my-dataset`");
                if (recipeSources is null && inputs is null) errors.Add(map, "the recipe has no sources", "add `sources:` with a line like `  - warc: crawl/*.warc.gz` below it");
            }
            return new() { Name = name, Seed = seed, Sources = inputs ?? recipeSources ?? [], Steps = recipeSteps, Limits = limits, Release = release };
        }

        string BindName(YamlNode node)
        {
            if (node is YamlScalar { IsNull: false } name && name.Text.Length <= NameLengthMax && !name.Text.AsSpan().ContainsAny('/', '\\') && !name.Text.Any(char.IsControl)) return name.Text;
            errors.Add(node, $"name is {node.Kind}; expected the dataset's name", $"at most {NameLengthMax} characters on one line, without slashes");
            return "";
        }

        ulong BindSeed(YamlNode node)
        {
            if (node is YamlScalar scalar && ulong.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)) return seed;
            errors.Add(node, $"seed is {node.Kind}; expected a whole number, 0 or more");
            return 0;
        }

        TOptions BindRecord<TOptions>(YamlNode node, string key, string example) where TOptions : IStepOptions, new()
        {
            if (node is YamlMap map) return (TOptions)_binder.Bind(typeof(TOptions), map.Entries, key, map);
            errors.Add(node, $"{key} is {node.Kind}; expected keys with values", example);
            return new();
        }

        List<RecipeSource> BindSources(YamlNode node)
        {
            List<RecipeSource> bound = [];
            if (node is not YamlList list || list.Items.Count == 0) errors.Add(node, $"sources is {(node is YamlList ? "an empty list" : node.Kind)}; expected a list", "write each source as `- warc: crawl/*.warc.gz`");
            else
                foreach (YamlNode item in list.Items)
                    if (BindSource(item) is { } source) bound.Add(source);
            return bound;
        }

        RecipeSource? BindSource(YamlNode node)
        {
            string[] kinds = [.. sources.Select(s => s.Name)];
            if (node is not YamlMap map)
            {
                if (node is YamlScalar word && kinds.Contains(word.Text)) errors.Add(node, $"{word.Text} has no files", $"write `- {word.Text}: folder/*`");
                else errors.Add(node, $"a source is {node.Kind}; expected its kind and files", $"for example `- warc: crawl/*.warc.gz`; kinds: {string.Join(", ", kinds)}");
                return null;
            }
            List<KeyValuePair<YamlScalar, YamlNode>> entries = [.. _binder.Once(map.Entries, "source")];
            List<KeyValuePair<YamlScalar, YamlNode>> kindEntries = entries.FindAll(e => kinds.Contains(e.Key.Text));
            if (kindEntries.Count == 0)
            {
                if (map.Entries.Count == 0) errors.Add(map, "a source without a kind", "kinds: " + string.Join(", ", kinds));
                else errors.AddUnknown(map.Entries[0].Key, "no kind of source is named", kinds);
                return null;
            }
            foreach ((YamlScalar second, _) in kindEntries.Skip(1)) errors.Add(second, $"a second kind of source, '{second.Shown}', in one entry", "begin a new entry with `- `");
            SourceDefinition definition = sources.First(s => s.Name == kindEntries[0].Key.Text);
            IStepOptions options = _binder.Bind(definition.OptionsType, entries.Where(e => !kinds.Contains(e.Key.Text)), definition.Name, map);
            return new(definition, BindPatterns(definition.Name, kindEntries[0].Value), options, errors.Where(map));
        }

        List<string> BindPatterns(string kind, YamlNode node)
        {
            List<string> patterns = [];
            foreach (YamlNode item in node is YamlList list ? list.Items : [node])
            {
                if (item is YamlScalar { IsNull: false, Text.Length: > 0 } pattern) patterns.Add(pattern.Text);
                else errors.Add(item, $"{kind} is {item.Kind}; expected files, globs or folders", "a pattern or a list of patterns, relative to the working directory; - is standard input");
            }
            if (node is YamlList { Items.Count: 0 }) errors.Add(node, $"{kind} is an empty list; expected files, globs or folders");
            return patterns;
        }

        List<RecipeStep> BindSteps(YamlNode node)
        {
            List<RecipeStep> bound = [];
            if (node is YamlScalar { IsNull: true }) return bound;
            if (node is not YamlList list) errors.Add(node, $"steps is {node.Kind}; expected a list", "write each step as `- gopher-quality`");
            else
                foreach (YamlNode item in list.Items)
                    if (BindStep(item) is { } step) bound.Add(step);
            return bound;
        }

        RecipeStep? BindStep(YamlNode node)
        {
            (YamlScalar? name, YamlNode? value) = node switch
            {
                YamlScalar { IsNull: false } word => (word, null),
                YamlMap { Entries: [var first, ..] } map => (first.Key, first.Value),
                _ => (null, (YamlNode?)null),
            };
            if (name is null)
            {
                errors.Add(node, $"a step is {node.Kind}; expected its name", "for example `- gopher-quality` or `- gopher-quality: { words-min: 20 }`");
                return null;
            }
            StepDefinition? definition = steps.FirstOrDefault(s => s.Name == name.Text);
            if (definition is null) errors.AddUnknown(name, "there is no step", [.. steps.Select(s => s.Name)]);
            if (node is YamlMap { Entries.Count: > 1 } wide)
            {
                YamlScalar second = wide.Entries[1].Key;
                bool isStep = steps.Any(s => s.Name == second.Text);
                errors.Add(second, $"'{second.Shown}' stands beside {name.Text}, not below it", isStep ? "begin each step with `- `" : $"indent the options of {name.Text} below its name");
                return null;
            }
            if (definition is null) return null;
            if (value is not (null or YamlMap or YamlScalar { IsNull: true }))
            {
                errors.Add(value, $"{name.Text} is {value.Kind}; expected options", $"for example `- {name.Text}: {{ {Example(definition)} }}`");
                return null;
            }
            return new(definition, _binder.Bind(definition.OptionsType, (value as YamlMap)?.Entries ?? [], name.Text, name), errors.Where(name));
        }

        static string Example(StepDefinition definition) => OptionSet.Of(definition.OptionsType).Keys is [var key, ..] ? $"{key.Name}: {YamlText.Of(key.Default)}" : "";
    }
}

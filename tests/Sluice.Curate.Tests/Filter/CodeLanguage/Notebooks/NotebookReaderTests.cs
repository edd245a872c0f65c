using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.CodeLanguage;
using Sluice.Curate.Filter.CodeLanguage.Notebooks;

namespace Sluice.Curate.Tests.Filter.CodeLanguage.Notebooks;

public sealed class NotebookReaderTests
{
    const string Notebook =
        """
        {"cells": [
          {"cell_type": "markdown", "metadata": {}, "source": ["# Title\n", "\n", "Prose with ```fences```."]},
          {"source": "%matplotlib inline\nimport math\n  !pip install x\nprint('caf\u00e9 \ud83d\ude00')\n", "outputs": [{"data": {"image/png": "iVBORw0KGgo="}}], "execution_count": 3, "cell_type": "code"},
          {"cell_type": "code", "source": ["%%bash\n", "ls"], "outputs": []},
          {"cell_type": "raw", "source": ["raw"]},
          {"cell_type": "code", "source": [], "outputs": []}
         ],
         "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python", "nested": {"a": [1]}}},
         "nbformat": 4, "nbformat_minor": 5}
        """;

    static (ProgrammingLanguage? Language, string Text) Read(string json, NotebookForm form)
    {
        NotebookReader reader = new();
        ProgrammingLanguage? language = reader.Read(Encoding.UTF8.GetBytes(json), form);
        return (language, Encoding.UTF8.GetString(reader.Text));
    }

    [Fact]
    public void A_notebook_becomes_a_script_in_the_percent_format()
    {
        (ProgrammingLanguage? language, string text) = Read(Notebook, NotebookForm.Script);
        Assert.Equal("Python", language?.Name);
        Assert.Equal("# %% [markdown]\n# # Title\n#\n# Prose with ```fences```.\n\n# %%\n# %matplotlib inline\nimport math\n#   !pip install x\nprint('café 😀')\n\n# %%\n# %%bash\n# ls\n\n# %% [raw]\n# raw\n", text);
    }

    [Fact]
    public void A_notebook_becomes_markdown_with_fences_longer_than_those_in_it()
    {
        string json = Notebook.Replace("import math", "x = '```'", StringComparison.Ordinal);
        Assert.Equal("# Title\n\nProse with ```fences```.\n\n````python\n%matplotlib inline\nx = '```'\n  !pip install x\nprint('café 😀')\n````\n\n```python\n%%bash\nls\n```\n\nraw\n", Read(json, NotebookForm.Markdown).Text);
    }

    [Theory]
    [InlineData("""{"nbformat":4,"cells":[],"metadata":{"kernelspec":{"name":"ir"}}}""", "R")]
    [InlineData("""{"nbformat":4,"cells":[],"metadata":{"kernelspec":{"name":"julia-1.10"}}}""", "Julia")]
    [InlineData("""{"nbformat":4,"cells":[],"metadata":{"language_info":{"name":"c++"}}}""", "C++")]
    [InlineData("""{"nbformat":3,"worksheets":[{"cells":[{"cell_type":"code","input":"x","language":"python"}]}],"metadata":{"name":"old"}}""", "Python")]
    [InlineData("""{"nbformat":4,"cells":[],"metadata":{"kernelspec":{"name":"nosuchthing"}}}""", null)]
    [InlineData("""{"cells":[]}""", null)]
    [InlineData("""{"nbformat":4}""", null)]
    [InlineData("""[1]""", null)]
    [InlineData("", null)]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":["a"]}],""", null)]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":["\ud800"]}],"metadata":{}}""", null)]
    [InlineData("""{"nbformat":4,"cells":[1,[2],{"cell_type":7,"source":{"a":1}},{"source":[1,["x"],null]}],"metadata":[]}""", "Python")]
    public void The_language_is_the_kernels_and_what_is_no_notebook_is_left_alone(string json, string? language) => Assert.Equal(language, Read(json, NotebookForm.Script).Language?.Name);

    [Fact]
    public void Json_of_any_depth_is_refused_without_harm() =>
        Assert.Null(Read("""{"nbformat":4,"metadata":""" + new string('[', 1_000_000), NotebookForm.Script).Language);

    [Fact]
    public void The_step_tells_that_it_was_a_notebook()
    {
        IStep step = IdentifyCodeLanguage.Definition.Create(new IdentifyCodeLanguageOptions { Notebooks = NotebookForm.Script }, new TestResources());
        Document document = new() { Path = "a.ipynb" };
        document.SetText(Encoding.UTF8.GetBytes(Notebook));
        step.Apply(document, Measurements.None);
        string[] values = [.. new[] { "code-language", "code-language-by", "code-type", "notebook" }.Select(key => document.Metadata.TryGet(key, out MetadataValue value) ? value.Text! : "")];
        Assert.Equal(["Python", "notebook", "programming", "script"], values);
        Assert.StartsWith("# %% [markdown]\n", Encoding.UTF8.GetString(document.Text), StringComparison.Ordinal);
    }
}

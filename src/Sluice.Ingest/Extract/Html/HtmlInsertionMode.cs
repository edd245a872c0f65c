namespace Sluice.Ingest.Extract.Html;

/// <summary>Where in the page the tree builder is: HTML Living Standard, 13.2.4.1.</summary>
enum HtmlInsertionMode : byte
{
    Initial, BeforeHtml, BeforeHead, InHead, InHeadNoscript, AfterHead, InBody, Text, InTable, InTableText, InCaption, InColumnGroup, InTableBody, InRow, InCell, InTemplate,
    AfterBody, InFrameset, AfterFrameset, AfterAfterBody, AfterAfterFrameset,
}

namespace Sluice.SampleCrawl;

/// <summary>The shells around a page's text: what sites of each kind put before, beside and after it.</summary>
static class SiteTemplate
{
    public static string Render(SitePage page, string body)
    {
        string site = page["site"] ?? "";
        string title = Markup.Inline(page.Title);
        string html = (page["template"] ?? "plain") switch
        {
            "news" => News(page, site, title, body),
            "encyclopedia" => Encyclopedia(site, title, body),
            "blog" => Blog(page, site, title, body),
            "shop" => Shop(page, site, title, body),
            "forum" => Forum(site, title, body),
            "docs" => Docs(site, title, body),
            "recipe" => RecipePage(page, site, title, body),
            "plain" => $"<h1>{title}</h1>\n{body}",
            string other => throw new InvalidDataException($"there is no template '{other}'"),
        };
        string charset = (page["declare"] ?? "header") switch
        {
            "meta" => $"<meta charset=\"{page["charset"]}\">\n",
            string declare when declare.StartsWith("meta:", StringComparison.Ordinal) => $"<meta charset=\"{declare[5..]}\">\n",
            "meta-http" => $"<meta http-equiv=\"Content-Type\" content=\"text/html; charset={page["charset"]}\">\n",
            _ => "",
        };
        string direction = page["language"] is "ar" or "he" ? " dir=\"rtl\"" : "";
        return $"<!DOCTYPE html>\n<html lang=\"{page["language"] ?? "en"}\"{direction}>\n<head>\n{charset}<title>{title}{(site.Length > 0 ? " - " + site : "")}</title>\n"
            + $"<meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"canonical\" href=\"{page.Url}\">\n</head>\n<body>\n{html}</body>\n</html>\n";
    }

    // Words of the shells, in the page's language, so that a page isn't half English.
    static string Say(SitePage page, string what) => (page["language"] ?? "en", what) switch
    {
        ("de", "home") => "Startseite",
        ("de", "news") => "Nachrichten",
        ("de", "about") => "Impressum",
        ("de", "more") => "Mehr lesen",
        ("fr", "home") => "Accueil",
        ("fr", "news") => "Actualités",
        ("fr", "about") => "Mentions légales",
        ("fr", "more") => "Lire aussi",
        ("es", "home") => "Inicio",
        ("es", "news") => "Noticias",
        ("es", "about") => "Aviso legal",
        ("es", "more") => "Leer más",
        ("it", "home") => "Pagina iniziale",
        ("it", "news") => "Notizie",
        ("it", "about") => "Chi siamo",
        ("it", "more") => "Leggi anche",
        ("pl", "home") => "Strona główna",
        ("pl", "news") => "Wiadomości",
        ("pl", "about") => "O nas",
        ("pl", "more") => "Czytaj też",
        ("ru", "home") => "Главная",
        ("ru", "news") => "Новости",
        ("ru", "about") => "О нас",
        ("ru", "more") => "Читайте также",
        (_, "home") => "Home",
        (_, "news") => "News",
        (_, "about") => "About",
        (_, "more") => "Read next",
        _ => what,
    };

    static string News(SitePage page, string site, string title, string body) => $"""
        <div class="cookie-banner" role="dialog"><p>We use cookies to remember your choices. <button>Accept all</button> <button>Only what is needed</button></p></div>
        <header class="masthead"><a href="/">{site}</a>
        <nav><ul><li><a href="/">{Say(page, "home")}</a></li><li><a href="/news">{Say(page, "news")}</a></li><li><a href="/weather">Weather</a></li><li><a href="/letters">Letters</a></li><li><a href="/notices">Notices</a></li></ul></nav>
        </header>
        <main>
        <article>
        <h1>{title}</h1>
        <p class="byline">{page["by"]}</p>
        {body}</article>
        <aside class="related"><h3>{Say(page, "more")}</h3><ul><li><a href="/news/1">Council notices of the week</a></li><li><a href="/news/2">Tide table</a></li><li><a href="/news/3">Photographs from readers</a></li></ul></aside>
        </main>
        <footer><p>{site}</p><ul><li><a href="/about">{Say(page, "about")}</a></li><li><a href="/contact">Contact</a></li><li><a href="/privacy">Privacy policy</a></li></ul></footer>

        """;

    static string Encyclopedia(string site, string title, string body) => $"""
        <div id="mw-head"><ul><li><a href="/start">Main page</a></li><li><a href="/random">Random article</a></li><li><a href="/recent">Recent changes</a></li></ul></div>
        <div id="content" class="page-body" role="main">
        <h1 id="firstHeading">{title}</h1>
        <div id="siteSub">From {site}</div>
        <div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#s1">1 Overview</a></li><li><a href="#s2">2 History</a></li><li><a href="#s3">3 See also</a></li></ul></div>
        <div id="article-text">
        {body}</div>
        <div id="catlinks"><ul><li><a href="/category/1">Articles without pictures</a></li></ul></div>
        </div>
        <div id="footer"><ul><li>Text is available to everyone.</li><li><a href="/about">About {site}</a></li></ul></div>

        """;

    static string Blog(SitePage page, string site, string title, string body) => $"""
        <div class="wrap">
        <div class="sidebar"><h2><a href="/">{site}</a></h2><ul class="archive"><li><a href="/2024/04">April</a></li><li><a href="/2024/03">March</a></li><li><a href="/2024/02">February</a></li></ul></div>
        <div class="post">
        <h1 class="post-title">{title}</h1>
        <div class="post-meta"><span>{page["by"]}</span></div>
        <div class="post-content">
        {body}</div>
        <div class="share"><a href="#">Share</a> <a href="#">Print</a></div>
        </div>
        <div class="comments"><h3>2 comments</h3><div class="comment"><p>Thank you, this was a pleasure to read.</p></div><div class="comment"><p>Looking forward to the next one!</p></div></div>
        <div class="footer">{site}</div>
        </div>

        """;

    static string Shop(SitePage page, string site, string title, string body) => $"""
        <header><a class="logo" href="/">{site}</a><form action="/search"><input name="q" placeholder="Search"><button>Go</button></form>
        <ul class="menu"><li><a href="/new">New</a></li><li><a href="/sale">Sale</a></li><li><a href="/basket">Basket (0)</a></li></ul></header>
        <div class="product">
        <h1>{title}</h1>
        <div class="price">{page["price"]}</div>
        <button>Add to basket</button>
        <div class="description">
        {body}</div>
        <div class="delivery"><h3>Delivery</h3><p>Sent within two days.</p></div>
        </div>
        <footer><ul><li><a href="/terms">Terms</a></li><li><a href="/returns">Returns</a></li></ul></footer>

        """;

    static string Forum(string site, string title, string body) => $"""
        <table class="layout" width="100%"><tr><td class="head"><a href="/">{site}</a> | <a href="/register">Register</a> | <a href="/login">Log in</a></td></tr>
        <tr><td>
        <h1 class="thread">{title}</h1>
        {body}</td></tr>
        <tr><td class="foot">Page 1 of 1 | <a href="#top">Top</a></td></tr></table>

        """;

    static string Docs(string site, string title, string body) => $"""
        <nav class="tree"><h4>{site}</h4><ul><li><a href="/install">Install</a></li><li><a href="/first-steps">First steps</a></li><li><a href="/options">Options</a></li><li><a href="/faq">Questions</a></li></ul></nav>
        <main class="doc-page">
        <h1>{title}</h1>
        {body}</main>
        <footer class="doc-footer"><a href="/prev">Previous</a> <a href="/next">Next</a></footer>

        """;

    static string RecipePage(SitePage page, string site, string title, string body) => $"""
        <header><h3><a href="/">{site}</a></h3><p><a href="/breads">Breads</a> <a href="/soups">Soups</a> <a href="/sweets">Sweets</a></p></header>
        <article class="recipe" itemscope itemtype="https://schema.org/Recipe">
        <h1 itemprop="name">{title}</h1>
        <p class="jump"><a href="#card">Jump to recipe</a></p>
        <p class="facts">{page["facts"]}</p>
        {body}</article>
        <section class="newsletter"><h3>One letter a month</h3><form><input name="mail"><button>Subscribe</button></form></section>

        """;
}

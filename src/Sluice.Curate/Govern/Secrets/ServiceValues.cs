using System.Globalization;

namespace Sluice.Curate.Govern.Secrets;

/// <summary>Keys without a format of their own, known by the service in the name they are given to and by their alphabet and length:
/// <c>datadog_api_key = …</c>, 40 letters and digits.</summary>
static class ServiceValues
{
    // Service, kind, class and lengths, or a pattern. Facts of the issuers' documentation and of gitleaks's rules (MIT).
    const string Table = """
        adafruit adafruit-key url 32
        adobe adobe-secret hex 32
        airtable airtable-token alnum 17
        algolia algolia-key lower 32
        alibaba alibaba-secret alnum 30
        asana asana-secret alnum 32
        atlassian atlassian-token alnum 24
        confluence atlassian-token alnum 24
        jira atlassian-token alnum 24
        beamer beamer-token b_[url=]{44}
        bitbucket bitbucket-secret alnum 32
        bitbucket bitbucket-secret url= 64
        bittrex bittrex-key alnum 32
        meraki meraki-key hex 40
        cloudflare cloudflare-key url 40
        cloudflare cloudflare-key hex 37
        codecov codecov-token alnum 32
        cohere cohere-token alnum 40
        coapikey cohere-token alnum 40
        coinbase coinbase-token url 64
        confluent confluent-key alnum 16
        confluent confluent-key alnum 64
        contentful contentful-token url= 43
        datadog datadog-token lower 40
        datadog datadog-token hex 32
        discord discord-token hex 64
        discord discord-token url 32
        discord discord-token digit 18
        droneci droneci-token alnum 32
        dropbox dropbox-token alnum 15
        dropbox dropbox-token url= 64
        etsy etsy-token alnum 24
        facebook facebook-token Hex 32
        fastly fastly-token url= 32
        finicity finicity-token Hex 32
        finicity finicity-token alnum 20
        finnhub finnhub-token alnum 20
        flickr flickr-token alnum 32
        freshbooks freshbooks-token alnum 64
        gitlabsession gitlab-token lower 32
        gitter gitter-token url 40
        gocardless gocardless-token live_[url=]{40}
        heroku heroku-key uuid 36
        hubspot hubspot-key uuid 36
        intercom intercom-key url= 60
        jfrog artifactory-key alnum 73
        jfrog artifactory-key alnum 64
        artifactory artifactory-key alnum 73
        artifactory artifactory-key alnum 64
        bintray artifactory-key alnum 73
        xray artifactory-key alnum 73
        kraken kraken-token base64- 80,90
        kucoin kucoin-key hex 24
        kucoin kucoin-key uuid 36
        launchdarkly launchdarkly-token url= 40
        linear linear-key hex 32
        linkedin linkedin-secret alnum 14
        linkedin linkedin-secret alnum 16
        lob lob-key live_[hex]{35}
        lob lob-key test_[hex]{35}
        lob lob-key live_pub_[hex]{31}
        lob lob-key test_pub_[hex]{31}
        looker looker-secret alnum 20
        looker looker-secret alnum 24
        mailchimp mailchimp-key [hex]{32}-us[digit]{1,2}
        mailgun mailgun-key key-[hex]{32}
        mailgun mailgun-key pubkey-[hex]{32}
        mailgun mailgun-key [a-h]{32}-[a-h]{8}-[a-h]{8}
        mapbox mapbox-token pk.[alnum]{60}.[alnum]{22}
        mattermost mattermost-token lower 26
        messagebird messagebird-token alnum 25
        messagebird messagebird-token uuid 36
        netlify netlify-token url= 40,46
        newrelic new-relic-key alnum 64
        nytimes nytimes-token url= 32
        newyorktimes nytimes-token url= 32
        okta okta-token 00[url=]{40}
        plaid plaid-token alnum 24
        plaid plaid-token alnum 30
        privateai privateai-token lower 32
        rapidapi rapidapi-token url 50
        sendbird sendbird-token hex 40
        sendbird sendbird-token uuid 36
        sentry sentry-token hex 64
        snyk snyk-token uuid 36
        sonar sonar-token url= 40
        sonar sonar-token squ_[url=]{40}
        sonar sonar-token sqp_[url=]{40}
        sonar sonar-token sqa_[url=]{40}
        sourcegraph sourcegraph-token Hex 40
        squarespace squarespace-token uuid 36
        sumo sumologic-key su[alnum]{12}
        sumo sumologic-key alnum 64
        sumologic sumologic-key su[alnum]{12}
        sumologic sumologic-key alnum 64
        travis travis-token alnum 22
        twitch twitch-token alnum 30
        twitter twitter-token alnum 25
        twitter twitter-token alnum 45
        twitter twitter-token alnum 50
        twitter twitter-token [digit]{15,25}-[alnum]{20,40}
        yandex yandex-token YC[url]{38}
        zendesk zendesk-key alnum 40
        """;

    static readonly (string Service, string Kind, string Pattern)[] s_rows = [.. Table.Split('\n', StringSplitOptions.TrimEntries).Select(ReadRow)];

    /// <summary>Names of the kinds, in the order of the table.</summary>
    public static IEnumerable<string> Kinds => s_rows.Select(row => row.Kind).Distinct();

    /// <summary>The kind of a value under a service's name; -1 where it isn't written as the service's keys are.</summary>
    /// <param name="service">Small letters and digits, without separators.</param>
    /// <param name="value">The value.</param>
    public static int KindOf(ReadOnlySpan<char> service, ReadOnlySpan<byte> value)
    {
        if (!Formats.ByService.TryGetValue(service, out TokenFormat[]? formats)) return -1;
        foreach (TokenFormat format in formats)
            if (format.EndOf(value, 0, out _) == value.Length) return format.Kind;
        return -1;
    }

    static (string, string, string) ReadRow(string row)
    {
        string[] parts = row.Split(' ');
        string pattern = parts.Length < 4 ? parts[2] : parts[2] == "uuid" ? "[Hex]{8}-[Hex]{4}-[Hex]{4}-[Hex]{4}-[Hex]{12}" : string.Create(CultureInfo.InvariantCulture, $"[{parts[2]}]{{{parts[3]}}}");
        return (parts[0], parts[1], pattern);
    }

    // Apart, since kinds are numbered only when all tables are read.
    static class Formats
    {
        public static readonly Dictionary<string, TokenFormat[]>.AlternateLookup<ReadOnlySpan<char>> ByService =
            s_rows.GroupBy(row => row.Service).ToDictionary(group => group.Key, group => group.Select(row => new TokenFormat(SecretKinds.IndexOf(row.Kind), 0, row.Pattern)).ToArray())
                .GetAlternateLookup<ReadOnlySpan<char>>();
    }
}

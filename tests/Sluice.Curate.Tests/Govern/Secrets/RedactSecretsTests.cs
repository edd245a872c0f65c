using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Pii;
using Sluice.Curate.Govern.Secrets;

namespace Sluice.Curate.Tests.Govern.Secrets;

public sealed class RedactSecretsTests
{
    static readonly RedactSecretsOptions s_marks = new() { Placeholder = "{kind}!" };

    // Tokens are put together here, so that no scanner takes this file for a leak.
    const string Random36 = "x7Kq2mPz9LwT4vBn8RcY1dFg6HjS3aQe5UiO", Random40 = Random36 + "pX0t";

    static string Redact(string text, RedactSecretsOptions? options = null) => Apply.Result(new RedactSecrets(options ?? s_marks), text);

    [Theory]
    [InlineData("ghp_" + Random36, "github-token!")]
    [InlineData("url = https://x:" + "gho_" + Random36 + "@github.com/a/b", "url = https://x:github-token!@github.com/a/b")]
    [InlineData("\"a\\nnpm_" + Random36 + "\"", "\"a\\nnpm-token!\"")]
    [InlineData("AKIA" + "QYLPMN5HHHFPZAM2", "aws-access-key!")]
    [InlineData("foo('" + "xoxb-" + "123456789012-987654321098-x7Kq2mPz9LwT4vBn8RcY1dFg')", "foo('slack-token!')")]
    [InlineData("SG." + "x7Kq2mPz9LwT4vBn8RcY1d.Fg6HjS3aQe5UiOpX0tx7Kq2mPz9LwT4vBn8RcY1dFg6", "sendgrid-token!")]
    [InlineData("sk_live_" + "x7Kq2mPz9LwT4vBn8RcY1dFg;", "stripe-key!;")]
    [InlineData("hf_" + "xQwKvBnMzLpRtYcDfGhJsAeUiOxQwKvBnM", "huggingface-token!")]
    [InlineData("dp.pt." + Random40 + "abc", "doppler-token!")]
    [InlineData("eyJhbGciOiJIUzI1NiIs" + ".eyJzdWIiOiIxMjM0NTY3ODkw." + "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV", "json-web-token!")]
    public void Tokens_of_published_formats_go(string text, string redacted) => Assert.Equal(redacted, Redact(text));

    [Theory]
    [InlineData("api_key = \"" + Random40 + "\"", "api_key = \"api-key!\"")]
    [InlineData("\"clientSecret\": \"6da89121079f83b2eb6acccf8219ea982c3d79bc\"", "\"clientSecret\": \"api-key!\"")]
    [InlineData("datadog_token: 6da89121079f83b2eb6acccf8219ea982c3d79bc", "datadog_token: datadog-token!")]
    [InlineData("<accessToken>" + Random40 + "</accessToken>", "<accessToken>api-key!</accessToken>")]
    [InlineData("var token string = \"" + Random40 + "\"", "var token string = \"api-key!\"")]
    [InlineData("AccountName=a;AccountKey=x7Kq2mPz9LwT4vBn8RcY1dFg6HjS3aQe5UiO/pX0t+w==;EndpointSuffix=b", "AccountName=a;AccountKey=api-key!;EndpointSuffix=b")]
    [InlineData("Authorization: Bearer " + Random40, "Authorization: Bearer authorization!")]
    public void Random_values_under_secret_names_go(string text, string redacted) => Assert.Equal(redacted, Redact(text));

    [Theory]
    [InlineData("postgres://bob:hunter22x@db/x", "postgres://bob:url-password!@db/x")]
    [InlineData("Server=db;User Id=sa;Password=Tr0ub4dor!9;", "Server=db;User Id=sa;Password=password!;")]
    [InlineData("DB_PASSWORD=Tr0ub4dor!9\n", "DB_PASSWORD=password!\n")]
    [InlineData("password = 'Tr0ub4dor!9'", "password = 'password!'")]
    [InlineData("<add key=\"ClearTextPassword\" value=\"Tr0ub4dor!9\" />", "<add key=\"ClearTextPassword\" value=\"password!\" />")]
    [InlineData("curl -u bob:h0pk1ns21s https://x", "curl -u bob:curl-password! https://x")]
    [InlineData("BUNDLE_GEMS__CONTRIBSYS__COM=cafeb4b3:d3adb33f", "BUNDLE_GEMS__CONTRIBSYS__COM=cafeb4b3:bundler-credentials!")]
    [InlineData("kind: Secret\ndata:\n  pw: aHVudGVyMjJ4\n", "kind: Secret\ndata:\n  pw: kubernetes-secret!\n")]
    public void Passwords_go_where_they_are_given(string text, string redacted) => Assert.Equal(redacted, Redact(text));

    [Theory]
    [InlineData("aws_access_key: AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("token = ${GITHUB_TOKEN} password=$PASSWORD password: \"${db.password}\"")]
    [InlineData("apiKey: process.env.API_KEY_2024 || ''")]
    [InlineData("SECRET_KEY = os.environ[\"SECRET_KEY_2024\"]")]
    [InlineData("sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("id = \"0736f5ef-7e88-499a-80cc-90c85d2a5180\"")]
    [InlineData("commit 5cb4a5f04cd412fe946667b17f0129ba17aeb2e0")]
    [InlineData("\"integrity\": \"sha512-x7Kq2mPz9LwT4vBn8RcY1dFg6HjS3aQe5UiO/pX0tx7Kq2mPz9LwT4vBn8RcY1dFg6HjS3aQe5UiOpX0t0A==\"")]
    [InlineData("src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4\"")]
    [InlineData("password = getPassword(user2)\nif (password == null) return;\npasswordField = \"password2\"")]
    [InlineData("redis://localhost:6379 http://user:pass@host http://a:$PW@b https://x:{{pw}}@h")]
    [InlineData("const keyStr = \"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\"")]
    [InlineData("key_length = XSalsa20.key_length; LLM_SECRET_NAME = \"NEXUS-GPT4-API-KEY\"")]
    [InlineData("curl -u \"$1:$2\" https://x; curl --user user:pass x")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nanything\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDAC4AWkdwKYSd8Ks14IReLcYgADhoXk56ZzXI=\n-----END PUBLIC KEY-----")]
    public void What_only_looks_like_a_secret_stays(string text) => Assert.Equal(text, Redact(text));

    [Theory]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("OPENSSH PRIVATE KEY")]
    [InlineData("PRIVATE KEY")]
    [InlineData("PGP PRIVATE KEY BLOCK")]
    public void Private_key_blocks_go_whole(string name)
    {
        string key = $"-----BEGIN {name}-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDAC4AWkdwKYSd8\nKs14IReLcYgADhoXk56ZzXI=\n";
        Assert.Equal("a private-key! b", Redact($"a {key}-----END {name}----- b"));
        Assert.Equal("a private-key!\n", Redact("a " + key));
    }

    [Fact]
    public void Putty_keys_go_too() => Assert.Equal("private-key!\n", Redact(
        "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: c\nPublic-Lines: 1\nAAAAB3NzaC1yc2EAAAAB\nPrivate-Lines: 1\nAAABAQCqf2Zr\nPrivate-MAC: 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567\n"));

    [Fact]
    public void Personal_data_goes_in_the_same_pass() => Assert.Equal("Copyright (c) 2020 Jane Doe <email@example.com> 192.0.2.1 github-token!",
        Redact("Copyright (c) 2020 Jane Doe <jane@doe.org> 81.2.69.142 ghp_" + Random36));

    [Theory]
    [InlineData("zlib 1.2.11.1, AssemblyVersion(\"4.200.45.1\"), ObjectIdentifier(\"2.5.29.17\"), 224.0.0.0/4")]
    [InlineData("git@github.com:owner/name chacha20-poly1305@openssh.com")]
    public void What_only_source_code_has_is_no_personal_data(string text) => Assert.Equal(text, Redact(text));

    [Theory]
    [InlineData("@author Jane Doe <jane@doe.org>", "@author AUTHOR_NAME <email@example.com>")]
    [InlineData("# Author: Jörg van der Berg, 2020", "# Author: AUTHOR_NAME, 2020")]
    [InlineData("Copyright 2020 Jane Doe. All authors agree.", "Copyright 2020 Jane Doe. All authors agree.")]
    [InlineData("author = get_author()", "author = get_author()")]
    public void Names_of_authors_go_by_option(string text, string redacted) => Assert.Equal(redacted, Redact(text, s_marks with { AuthorNames = true }));

    [Fact]
    public void Metadata_counts_by_kind_and_a_drop_says_kinds_alone()
    {
        string text = $"AKIAQYLPMN5HHHFPZAM2 ghp_{Random36} ghp_{Random36}";
        Document document = Apply.Text(text);
        Assert.True(new RedactSecrets(new()).Apply(document, Measurements.None).IsKept);
        Assert.True(document.Metadata.TryGet("secrets", out MetadataValue counts));
        Assert.Equal("aws-access-key 1, github-token 2", counts.Text);
        Assert.Equal("__SECRET_AWS_ACCESS_KEY__ __SECRET_GITHUB_TOKEN__ __SECRET_GITHUB_TOKEN__", Encoding.UTF8.GetString(document.Text));

        Document dropped = Apply.Text(text);
        Verdict verdict = new RedactSecrets(new() { OnSecret = OnSecret.Drop }).Apply(dropped, Measurements.None);
        Assert.Equal("redact-secrets.secret", verdict.Rule);
        Assert.Equal("aws-access-key 1, github-token 2", verdict.Evidence);
        string all = verdict + string.Join(' ', dropped.Metadata.Entries) + Encoding.UTF8.GetString(dropped.Text);
        Assert.DoesNotContain(Random36, all, StringComparison.Ordinal);
        Assert.DoesNotContain("QYLPMN5HHHFPZAM2", all, StringComparison.Ordinal);
        Assert.Equal("keep", Apply.Rule(new RedactSecrets(new() { OnSecret = OnSecret.Drop }), "jane@doe.org 81.2.69.142 AKIAIOSFODNN7EXAMPLE"));
    }

    [Theory] // Each format of the table makes tokens that are found, by their kind, and not with a character more.
    [MemberData(nameof(Formats))]
    public void Every_format_of_the_table_is_found(string kind, string token)
    {
        Document document = Apply.Text($"x = f(\"{token}\")");
        new RedactSecrets(new() { Emails = false, IpAddresses = IpAddresses.None }).Apply(document, Measurements.None);
        Assert.True(document.Metadata.TryGet("secrets", out MetadataValue found), $"nothing found in {token}");
        Assert.Equal(kind + " 1", found.Text);
    }

    public static TheoryData<string, string> Formats()
    {
        Random random = new(20261123);
        TheoryData<string, string> data = [];
        foreach ((string kind, string pattern) in TokenFormats.Patterns) data.Add(kind, Made(pattern, random));
        return data;
    }

    static string Made(string pattern, Random random)
    {
        StringBuilder token = new();
        for (int at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] != '[')
            {
                token.Append(pattern[at]);
                continue;
            }
            int close = pattern.IndexOf(']', at), last = pattern.IndexOf('}', close);
            bool[] letters = TokenClasses.Of(pattern[(at + 1)..close]);
            // Letters and digits where the class has them: a dot or a hyphen more or less could make another token of it.
            char[] choice = [.. Enumerable.Range(0, 128).Where(b => letters[b] && char.IsAsciiLetterOrDigit((char)b)).Select(b => (char)b)];
            int least = int.Parse(pattern[(close + 2)..last].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
            for (int i = 0; i < least; i++) token.Append(choice.Length == 0 ? '-' : choice[random.Next(choice.Length)]);
            at = last;
        }
        return token.ToString();
    }

    [Fact]
    public void Kinds_can_be_left_alone()
    {
        Assert.Equal("ghp_" + Random36, Redact("ghp_" + Random36, s_marks with { Except = ["github-token"] }));
        Assert.Contains("did you mean github-token?", Assert.Single(new RedactSecretsOptions { Except = ["github-tokn"] }.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        RedactSecrets step = new(new() { Phones = true, Cards = true, Ibans = true, UsSocialSecurity = true, AuthorNames = true });
        string text = $"ghp_{Random36}\napi_key = \"{Random40}\"\npassword='Tr0ub4dor!9'\npostgres://bob:hunter22x@db/x\ncurl -u bob:h0pk1ns21s x\nAuthorization: Bearer {Random40}\n@author Jane Doe <j@d.org> 81.2.69.142\n"
            + "BUNDLE_GEMS__CONTRIBSYS__COM=cafeb4b3:d3adb33f\nkind: Secret\ndata:\n  pw: aHVudGVyMjJ4\n";
        string once = Apply.Result(step, text);
        Assert.Equal(once, Apply.Result(step, once));
        Assert.Equal(9, once.Split("__SECRET_").Length);
    }

    [Theory]
    [InlineData("A", 1_000_000)]
    [InlineData("\"", 1_000_000)]
    [InlineData("-----BEGIN PRIVATE KEY-----\n", 40_000)]
    [InlineData("x7Kq2mPz9LwT4vBn8RcY1dFg6HjS3aQe5UiO/", 110_000)]
    [InlineData("ZXlK-", 200_000)]
    [InlineData("eyAAAAAAAAAAAAAAAAA.ey", 50_000)]
    [InlineData("kind: Secret\n", 80_000)]
    [InlineData("curl -u ", 120_000)]
    [InlineData("password=", 110_000)]
    [InlineData("a1b2c3d4e5.", 100_000)]
    [InlineData("Q~", 500_000)]
    [InlineData("://", 300_000)]
    [InlineData("PuTTY-User-Key-File-2: Private-Lines:", 30_000)]
    [InlineData("Author: A ", 100_000)]
    [InlineData("api_key = ", 100_000)]
    [InlineData("BUNDLE_A__B=a:", 70_000)]
    public void Monotonous_megabytes_take_a_moment(string piece, int times) =>
        Assert.NotNull(Redact(string.Concat(Enumerable.Repeat(piece, times)), s_marks with { AuthorNames = true, Phones = true, Cards = true, Ibans = true, UsSocialSecurity = true }));
}

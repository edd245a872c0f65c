namespace Sluice.Curate.Govern.Secrets;

/// <summary>The kinds of secrets, in the order in which they win where two claim a place: the surer first.</summary>
static class SecretKinds
{
    /// <summary>Names, by index.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "private-key", "webhook", "azure-client-secret", "telegram-token", .. TokenFormats.Kinds, "facebook-app-token", "terraform-token", .. ServiceValues.Kinds.Except(TokenFormats.Kinds),
        "url-password", "curl-password", "authorization", "kubernetes-secret", "bundler-credentials", "password", "api-key",
    ];

    static readonly Dictionary<string, int> s_indices = Names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);

    /// <summary>A private key block.</summary>
    public static int PrivateKey { get; } = IndexOf("private-key");

    /// <summary>A URL that lets anyone who knows it post.</summary>
    public static int Webhook { get; } = IndexOf("webhook");

    /// <summary>The password of a URL.</summary>
    public static int UrlPassword { get; } = IndexOf("url-password");

    /// <summary>The password of a curl command.</summary>
    public static int CurlPassword { get; } = IndexOf("curl-password");

    /// <summary>What an Authorization header carries.</summary>
    public static int Authorization { get; } = IndexOf("authorization");

    /// <summary>A value of a Kubernetes Secret.</summary>
    public static int KubernetesSecret { get; } = IndexOf("kubernetes-secret");

    /// <summary>Credentials of a private source of gems.</summary>
    public static int BundlerCredentials { get; } = IndexOf("bundler-credentials");

    /// <summary>A password given to a name that says so.</summary>
    public static int Password { get; } = IndexOf("password");

    /// <summary>Any other random value given to a name that says it is secret.</summary>
    public static int ApiKey { get; } = IndexOf("api-key");

    /// <summary>Index of a kind.</summary>
    public static int IndexOf(string name) => s_indices[name];
}

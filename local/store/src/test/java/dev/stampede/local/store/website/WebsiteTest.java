package dev.stampede.local.store.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.local.store.http.WebFiles;
import dev.stampede.local.store.objects.Buckets;
import dev.stampede.local.store.objects.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class WebsiteTest {

    private static final String BUCKET = "shop-websitebucket-1";
    private static final String DESCRIPTION = """
            {"Stacks": [{"StackName": "shop",
              "Parameters": [{"ParameterKey": "StoreName", "ParameterValue": "Anna & Söhne"},
                {"ParameterKey": "PaymentProvider", "ParameterValue": "sandbox"}],
              "Outputs": [{"OutputKey": "WebsiteBucketName", "OutputValue": "shop-websitebucket-1"},
                {"OutputKey": "WebsiteUrl", "OutputValue": "https://shop.example.com"},
                {"OutputKey": "WebsiteIssuer", "OutputValue": "https://issuer.example.com/eu"},
                {"OutputKey": "WebsiteClient", "OutputValue": "client-1"}]}]}""";
    /** What a page or a module loads: {@code from "./a.js"}, {@code src="/assets/a.js"}, {@code url("a.woff2")}. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:from |import |import\\(|src=|href=|url\\(|@import )[\"']((?:/assets/|\\./|\\.\\./)[^\"'?#]+)[\"']");

    private S3Server server;
    private S3Client s3;
    private Website website;

    @BeforeEach
    void start() {
        var buckets = new Buckets(null, Clock.systemUTC());
        buckets.create(BUCKET, List.of());
        server = S3Server.start(buckets, Clock.systemUTC());
        s3 = S3Client.builder().endpointOverride(server.endpoint()).region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .forcePathStyle(true).httpClient(UrlConnectionHttpClient.create()).build();
        website = new Website(s3, new WebFiles(Path.of("../../web"), null));
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
    }

    @Test
    void website_shouldHaveEveryFileThatItsPagesLoad() {
        website.publish(DeployedStack.read(DESCRIPTION));

        var keys = keys();
        assertThat(keys).contains("assets/storefront/index.html", "assets/admin/index.html", "assets/deployment.js",
                "assets/npm/lit-html/lit-html.js", "assets/sdk/lib/index.js");
        assertThat(keys).allSatisfy(key -> assertThat(references(key)).as(key).isSubsetOf(keys));
        assertThat(references("assets/storefront/index.html")).hasSizeGreaterThan(5);
        assertThat(references("assets/lib/html.js")).contains("assets/npm/lit-html/lit-html.js");
    }

    @Test
    void website_shouldHaveNothingElse() {
        website.publish(DeployedStack.read(DESCRIPTION));

        assertThat(keys()).noneMatch(key -> key.contains("console/") || key.contains("node_modules")
                || key.contains("/test/") || key.contains("development") || key.endsWith(".json")
                || key.endsWith(".md") || key.endsWith(".ts"));
    }

    @Test
    void website_shouldBeConfiguredForItsStack() {
        website.publish(DeployedStack.read(DESCRIPTION));

        assertThat(text("assets/deployment.js")).isEqualTo("export const DEPLOYMENT = "
                + "{\"storeName\":\"Anna & Söhne\",\"apiUrl\":\"\",\"signIn\":{\"issuer\":"
                + "\"https://issuer.example.com/eu\",\"storefront\":\"client-1\",\"admin\":\"client-1\"},"
                + "\"isSandbox\":true,\"mailbox\":\"\",\"console\":\"\"};\n");
    }

    @Test
    void files_shouldHaveTheirTypeAndBeAskedForAgain() {
        website.publish(DeployedStack.read(DESCRIPTION));

        var page = s3.headObject(head -> head.bucket(BUCKET).key("assets/storefront/index.html"));
        assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.cacheControl()).isEqualTo("public, max-age=0, s-maxage=10, must-revalidate");
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("assets/lib/html.js")).contentType())
                .isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void publish_again_shouldDeleteWhatIsNoLongerThere() {
        s3.putObject(put -> put.bucket(BUCKET).key("assets/lib/old.js"), RequestBody.fromString("old"));

        assertThat(website.publish(DeployedStack.read(DESCRIPTION)).deleted()).isEqualTo(1);
        var keys = keys();
        assertThat(keys).doesNotContain("assets/lib/old.js");
        assertThat(website.publish(DeployedStack.read(DESCRIPTION))).isEqualTo(
                new Website.Published(keys.size(), 0));
        assertThat(keys()).isEqualTo(keys);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "not JSON | not the JSON that aws cloudformation describe-stacks prints",
            "{\"Stacks\": []} | expected the description of one stack, not of 0",
            "{\"Stacks\": [{}, {}]} | expected the description of one stack, not of 2",
            "{\"Stacks\": [{\"Outputs\": []}]} | the stack has no website: deploy it with CreateWebsite=yes"})
    void description_ofSomethingElse_shouldBeRefused(String description, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> DeployedStack.read(description)).withMessage(message);
    }

    private TreeSet<String> keys() {
        var keys = new TreeSet<String>();
        s3.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream().map(S3Object::key)
                .forEach(keys::add);
        return keys;
    }

    /** The keys that a page, module or stylesheet names. */
    private List<String> references(String key) {
        return key.matches(".*\\.(html|js|css)")
                ? REFERENCE.matcher(text(key)).results().map((MatchResult found) -> found.group(1))
                        .map(name -> URI.create("/" + key).resolve(name).getPath().substring(1)).toList()
                : List.of();
    }

    private String text(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }
}

package dev.stampede.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.http.WebFiles;
import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the distribution of the template serves, and from where. */
class WebsiteTemplateTest {

    private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    private static final String SECRET = "WebsiteSecret";

    private final Template template = read(Map.of("CreateWebsite", "yes"));

    @Test
    void website_shouldExistByParameterAlone() {
        assertThat(read(Map.of()).resources()).noneMatch(WebsiteTemplateTest::isOfAWebsite);
        assertThat(template.resources()).filteredOn(WebsiteTemplateTest::isOfAWebsite).hasSizeGreaterThan(8);
        assertThat(read(Map.of()).functions())
                .filteredOn(function -> !function.environment().getOrDefault("ORIGIN_SECRET", "").isEmpty()).isEmpty();
    }

    @Test
    void routesWithAnAuthorizer_shouldNeverBeCached() {
        var routes = routes().filter(route -> route.properties().containsKey("Auth")).map(this::path).toList();

        assertThat(routes).hasSizeGreaterThan(20).allSatisfy(
                path -> assertThat(behavior(path).get("CachePolicyId")).as(path).isEqualTo(CACHING_DISABLED));
    }

    @Test
    void catalogReads_shouldBeCachedAsTheirResponsesSay() {
        assertThat(List.of("/v1/products", "/v1/products/p1", "/v1/products/by-slug/p", "/v1/categories", "/v1/search",
                "/v1/search/suggest", "/v1/openapi.yaml")).allSatisfy(
                        path -> assertThat(behavior(path).get("CachePolicyId")).as(path)
                                .isEqualTo("stampede-local-PublicReadsCachePolicy"));
    }

    @Test
    void everyRoute_shouldBeTheApis() {
        assertThat(routes().map(this::path)).allSatisfy(path -> {
            var behavior = behavior(path);
            assertThat(behavior.get("TargetOriginId")).as(path).isEqualTo("api");
            // Refuses no method itself: the API's refusals are problem documents.
            assertThat((List<?>) behavior.get("AllowedMethods")).as(path).hasSize(7);
            assertThat(behavior.get("FunctionAssociations").toString()).as(path).contains("viewer-address");
        });
        assertThat(behavior("/admin/orders").get("TargetOriginId")).isEqualTo("web");
        assertThat(behavior("/products/limited-sneaker").get("TargetOriginId")).isEqualTo("web");
    }

    @Test
    void policyOfPages_shouldAllowTheIssuerAndInTheAdminPagesTheBucketOfImports() {
        var storefront = policy(template, "StorefrontHeaders");
        var admin = policy(template, "AdminHeaders");

        assertThat(storefront.get("connect-src")).startsWith("'self' https://cognito-idp.eu-central-1.amazonaws.com ")
                .doesNotContain("*", "s3");
        assertThat(admin.get("connect-src")).startsWith(storefront.get("connect-src")).doesNotContain("*")
                .contains("https://stampede-local-importsbucket.s3.eu-central-1.amazonaws.com");
        assertThat(without("connect-src", admin)).isEqualTo(without("connect-src", storefront))
                .containsEntry("script-src", "'self'").containsEntry("default-src", "'none'");
        assertThat(policy(read(Map.of("CreateWebsite", "yes", "OidcIssuer", "https://id.example.com/realms/shop",
                "OidcAudience", "shop", "WebsiteClientId", "web", "WebsiteConnectSources", "https://t.example.com")),
                "StorefrontHeaders").get("connect-src"))
                        .isEqualTo("'self' https://id.example.com https://t.example.com");
    }

    @Test
    void policyOfPages_shouldBeThatOfTheLocalStore() {
        var local = directives(WebFiles.POLICY);
        local.computeIfPresent("img-src", (name, sources) -> sources.replace(" http://localhost:*", ""));

        assertThat(without("connect-src", local))
                .isEqualTo(without("connect-src", policy(template, "StorefrontHeaders")));
    }

    private static Template read(Map<String, String> parameters) {
        var all = new HashMap<>(Map.of("Stage", "dev", "EmailFrom", "shop@example.com"));
        all.putAll(parameters);
        return Template.read(Project.root().resolve("template.yaml"), all);
    }

    private Stream<EventDefinition> routes() {
        return template.functions().stream().flatMap(function -> function.events("Api").stream());
    }

    private String path(EventDefinition route) {
        return String.valueOf(route.properties().get("Path"));
    }

    /** The first behavior whose pattern the path matches, else the default. */
    private Map<String, Object> behavior(String path) {
        var distribution = map(config(template, "Website").get("DistributionConfig"));
        return ((List<?>) distribution.get("CacheBehaviors")).stream().map(WebsiteTemplateTest::map)
                .filter(behavior -> matches(String.valueOf(behavior.get("PathPattern")), path)).findFirst()
                .orElseGet(() -> map(distribution.get("DefaultCacheBehavior")));
    }

    private static boolean matches(String pattern, String path) {
        return path.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
    }

    private static Map<String, String> policy(Template template, String logicalId) {
        var headers = map(map(config(template, logicalId).get("ResponseHeadersPolicyConfig"))
                .get("SecurityHeadersConfig"));
        return directives(String.valueOf(map(headers.get("ContentSecurityPolicy")).get("ContentSecurityPolicy")));
    }

    private static Map<String, String> directives(String policy) {
        return Arrays.stream(policy.split(";")).map(String::strip)
                .map(directive -> directive.split(" ", 2))
                .collect(toMap(parts -> parts[0], parts -> parts[1].strip().replaceAll(" +", " ")));
    }

    private static Map<String, String> without(String directive, Map<String, String> directives) {
        var others = new HashMap<>(directives);
        others.remove(directive);
        return others;
    }

    private static Map<String, Object> config(Template template, String logicalId) {
        return template.resource(logicalId).properties();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static boolean isOfAWebsite(Resource resource) {
        return resource.type().startsWith("AWS::CloudFront::") || resource.logicalId().equals(SECRET);
    }
}

package dev.stampede.local.store.http;

import static dev.stampede.local.store.http.ApiFixture.api;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebFilesTest {

    @TempDir
    private Path clone;

    private RunningEdge edge;

    @BeforeEach
    void start() throws IOException {
        write("template.yaml", "secret");
        write("web/storefront/index.html", "the storefront");
        write("web/storefront/app.js", "export {};");
        write("web/design/tokens.css", ":root {}");
        write("web/admin/index.html", "the admin pages");
        write("web/console/index.html", "the console");
        write("web/sdk/node_modules/x/index.js", "secret");
        write("web/sdk/test/store.js", "secret");
        write("web/.npmrc", "secret");
        write("web/.hidden/a.js", "secret");
        write("web/notes.md", "secret");
        Files.createSymbolicLink(clone.resolve("web/link.txt"), clone.resolve("template.yaml"));
        var functions = RecordingFunctions.functions();
        edge = RunningEdge.withWeb(api().route("GET", "/v1/products").build(), functions, clone.resolve("web"),
                new TextPage("/_local/mailbox", "of the mailbox", true),
                new TextPage("/_local/images", "of the images", false));
    }

    private record TextPage(String path, String text, boolean isInConsole) implements LocalPage {

        @Override
        public String about() {
            return text;
        }

        @Override
        public Optional<HttpReply> answer(HttpCall call) {
            return Optional.of(HttpReply.text(text));
        }
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void root_shouldBeTheStorefront() {
        var reply = edge.get("/");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("the storefront");
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products/limited-sneaker", "/search?q=shoe", "/orders/a%2Fb", "/administrators",
            "/%E2%82%AC"})
    void deepLink_inABrowser_shouldBeTheStorefront(String path) {
        assertThat(browse(path).body()).isEqualTo("the storefront");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/", "/admin/orders?day=1"})
    void pathOfAnApplication_shouldBeItsPage(String path) {
        assertThat(browse(path).body()).isEqualTo("the admin pages");
    }

    @Test
    void pages_shouldConnectToTheStoreAndTheAdminPagesAlsoToUploads() {
        assertThat(policy("/")).endsWith("; connect-src 'self'").contains("default-src 'none'", "script-src 'self';");
        assertThat(policy("/_local")).endsWith("; connect-src 'self'; frame-src 'self'");
        assertThat(policy("/admin/imports")).endsWith("; connect-src 'self' " + RunningEdge.UPLOADS);
        assertThat(browse("/orders/ord_1").headers().firstValue("Referrer-Policy")).contains("same-origin");
    }

    private String policy(String path) {
        return browse(path).headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    @Test
    void localPages_inABrowser_shouldBeTheConsole() {
        assertThat(browse("/_local").body()).isEqualTo("the console");
        assertThat(browse("/_local/").body()).isEqualTo("the console");
        assertThat(browse("/_local/mailbox?mail=m1").body()).isEqualTo("the console");
        assertThat(browse("/_local/mailbox/m1").body()).isEqualTo("of the mailbox");
        assertThat(browse("/_local/images").body()).isEqualTo("of the images");
        assertThat(browse("/_local/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void localPages_ofAProgram_shouldAnswerThemselves() {
        assertThat(edge.get("/_local/mailbox").body()).isEqualTo("of the mailbox");
        assertThat(edge.get("/_local").body()).contains("\"path\" : \"/_local/mailbox\"",
                "\"path\" : \"/_local/images\"");
        assertThat(edge.get("/_local").headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void localPages_withoutTheConsole_shouldAnswerThemselves() throws IOException {
        Files.delete(clone.resolve("web/console/index.html"));

        assertThat(browse("/_local/mailbox").body()).isEqualTo("of the mailbox");
    }

    @Test
    void otherPaths_shouldBeTheStorefront() {
        assertThat(browse("/console").body()).isEqualTo("the storefront");
    }

    @Test
    void deepLink_ofAProgram_shouldBeTheApis() {
        var reply = edge.get("/products/limited-sneaker");

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void api_inABrowser_shouldBeTheApis() {
        assertThat(browse("/v1/products").body()).isEqualTo("ok");
        assertThat(browse("/v1/nothing").headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(browse("/v1").headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void otherMethods_shouldBeTheApis() {
        assertThat(edge.send("/", request -> request.POST(HttpRequest.BodyPublishers.noBody())).headers()
                .firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void asset_shouldHaveItsTypeAndBeRevalidated() throws IOException {
        var first = edge.get("/assets/storefront/app.js");
        var etag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(first.body()).isEqualTo("export {};");
        assertThat(first.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(edge.get("/assets/design/tokens.css").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
        assertThat(known(etag).statusCode()).isEqualTo(304);

        write("web/storefront/app.js", "export { edited };");
        var second = known(etag);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo("export { edited };");
    }

    @Test
    void head_shouldHaveHeadersAlone() {
        var reply = edge.send("/assets/storefront/app.js", HttpRequest.Builder::HEAD);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("ETag")).isPresent();
        assertThat(reply.headers().firstValue("Content-Length"))
                .isEqualTo(edge.get("/assets/storefront/app.js").headers().firstValue("Content-Length"));
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void library_shouldComeFromTheClassPath() {
        assertThat(edge.get("/assets/npm/lit-html/lit-html.js").body()).contains("export");
        assertThat(edge.get("/assets/npm/lit-html/directives/repeat.js").body()).contains("export");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/assets/../template.yaml", "/assets/%2e%2e/template.yaml", "/assets/..%2ftemplate.yaml",
            "/assets/design/../../template.yaml", "/assets//etc/passwd.txt", "/assets/design/..%5c..%5ctemplate.yaml",
            "/assets/link.txt", "/assets/.npmrc", "/assets/.hidden/a.js", "/assets/notes.md", "/assets/design",
            "/assets/", "/assets/sdk/node_modules/x/index.js", "/assets/sdk/test/store.js",
            "/assets/npm/lit-html/../lit-html/lit-html.js", "/assets/npm/lit-html/LICENSE",
            "/assets/npm/swagger-ui/x.js",
            "/assets/npm/lit-html/nothing.js", "/assets/npm/x.js", "/assets/storefront/app.js%00.txt"})
    void otherFiles_shouldNotBeServed(String path) {
        var reply = edge.raw("GET " + path + " HTTP/1.1\r\nAccept: text/html");

        assertThat(reply).containsPattern("^HTTP/1.1 40[034]").doesNotContain("secret", "function");
    }

    private void write(String name, String content) throws IOException {
        var file = clone.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private HttpResponse<String> browse(String path) {
        return edge.send(path, accepting("text/html,application/xhtml+xml,*/*;q=0.8"));
    }

    private HttpResponse<String> known(String etag) {
        return edge.send("/assets/storefront/app.js", request -> request.header("If-None-Match", etag));
    }

    private static UnaryOperator<HttpRequest.Builder> accepting(String types) {
        return request -> request.header("Accept", types);
    }
}

package dev.stampede.local.store.http;

import dev.stampede.runtime.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the web applications as a web server in front of the API would: the files of {@code web/} under
 * {@code /assets}, and the page of an application at every other path that a browser opens. Each request reads the file
 * again, so that a change shows on reload. Thread-safe.
 */
public final class WebFiles {

    /** The content security policy of pages; the template has the same, but for pictures, which are from any local port. */
    public static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
            + "img-src 'self' data: https: http://localhost:*; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'; connect-src 'self'";
    private static final String ADMIN = "admin";
    private static final String CONSOLE = "console";
    private static final String ASSETS = "/assets/";
    private static final String LIBRARIES = "npm/";
    private static final Map<String, WebJar> WEB_JARS = Map.of("lit-html", new WebJar("org.webjars.npm", "lit-html"));
    /** Applications at a path of their own, in the directory of the same name; the storefront has all other paths. */
    private static final List<String> APPLICATIONS = List.of(ADMIN);
    private static final String STOREFRONT = "storefront";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webp", "image/webp",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");
    /** Excludes {@code ..}, hidden files, and everything that is percent-encoded. */
    private static final Pattern NAME = Pattern
            .compile("(?:[A-Za-z0-9_@][A-Za-z0-9._@-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*");
    /** What pages load: not what describes the sources, such as {@code package.json}. */
    private static final Pattern SITE = Pattern.compile("deployment\\.js|(?:storefront|admin|design|lib|sdk/lib)/.*");
    private static final Pattern PRIVATE = Pattern.compile("(?:^|/)(?:node_modules|test)/");

    private final Path root;
    private final @Nullable URI uploads;

    /**
     * @param root    the directory {@code web}; if it does not exist, there are no applications
     * @param uploads the origin of the URLs to which the admin pages upload files; null if they cannot
     */
    public WebFiles(Path root, @Nullable URI uploads) {
        this.root = root;
        this.uploads = uploads;
    }

    /** Returns empty if the path is the API's. */
    Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD") || isApi(call.rawPath())) {
            return Optional.empty();
        }
        if (call.rawPath().startsWith(ASSETS)) {
            var name = call.rawPath().substring(ASSETS.length());
            return Optional.of(asset(name).map(body -> reply(call, name, body))
                    .orElseGet(() -> HttpReply.problem(404, "Not found", "No such file: " + call.rawPath())));
        }
        return call.rawPath().equals("/") || call.wantsHtml() ? page(call) : Optional.empty();
    }

    /** The page of the console, which {@link LocalPages} serves; empty if there is none. */
    Optional<HttpReply> console(HttpCall call) {
        return application(CONSOLE, call);
    }

    /** The names below {@code /assets} of the files of a deployed website: those that are served, without the console. */
    public List<String> deployed() {
        return Stream.concat(ownFiles(), libraryFiles()).filter(name -> asset(name).isPresent()).toList();
    }

    /** @throws IllegalArgumentException if there is no such file */
    public byte[] read(String name) {
        return asset(name).orElseThrow(() -> new IllegalArgumentException("No such file: " + name));
    }

    /** The media type of a file that is served. */
    public static String type(String name) {
        return TYPES.get(extension(name));
    }

    private Stream<String> ownFiles() {
        try (var found = Files.walk(root)) {
            return found.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> SITE.matcher(name).matches()).toList().stream();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Without those for developers and servers. */
    private static Stream<String> libraryFiles() {
        return WEB_JARS.entrySet().stream().flatMap(library -> library.getValue().files().stream()
                .filter(file -> file.endsWith(".js") && !file.contains("/development/") && !file.startsWith("/node/"))
                .map(file -> LIBRARIES + library.getKey() + file));
    }

    private static boolean isApi(String path) {
        return path.equals("/v1") || path.startsWith("/v1/");
    }

    /** The application reads the path itself. */
    private Optional<HttpReply> page(HttpCall call) {
        var first = call.rawPath().substring(1).split("/", 2)[0];
        return application(APPLICATIONS.contains(first) ? first : STOREFRONT, call);
    }

    private Optional<HttpReply> application(String name, HttpCall call) {
        var page = name + "/index.html";
        return file(page).map(body -> reply(call, page, body).with("Content-Security-Policy", policy(name))
                // The path of a guest's order is a secret.
                .with("Referrer-Policy", "same-origin"));
    }

    private String policy(String application) {
        return switch (application) {
            // Uploads files of products.
            case ADMIN -> uploads == null ? POLICY : POLICY + " " + uploads;
            // Shows emails as they are.
            case CONSOLE -> POLICY + "; frame-src 'self'";
            default -> POLICY;
        };
    }

    private Optional<byte[]> asset(String name) {
        if (!NAME.matcher(name).matches() || PRIVATE.matcher(name).find()) {
            return Optional.empty();
        }
        return name.startsWith(LIBRARIES) ? library(name.substring(LIBRARIES.length())) : file(name);
    }

    private static Optional<byte[]> library(String name) {
        var slash = name.indexOf('/');
        return slash < 0 || !TYPES.containsKey(extension(name)) ? Optional.empty()
                : Optional.ofNullable(WEB_JARS.get(name.substring(0, slash)))
                        .flatMap(library -> library.read(name.substring(slash)));
    }

    private Optional<byte[]> file(String name) {
        var file = root.resolve(name);
        try {
            return TYPES.containsKey(extension(name)) && Files.isRegularFile(file)
                    && file.toRealPath().startsWith(root.toRealPath())
                            ? Optional.of(Files.readAllBytes(file))
                            : Optional.empty();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static HttpReply reply(HttpCall call, String name, byte[] body) {
        var etag = "\"" + HexFormat.of().formatHex(Sha256.of(body), 0, 16) + "\"";
        var isKnown = call.header("If-None-Match").filter(known -> known.contains(etag)).isPresent();
        return new HttpReply(isKnown ? 304 : 200, List.of(
                new Header("Content-Type", type(name)),
                new Header("ETag", etag),
                new Header("Cache-Control", "no-cache"),
                new Header("X-Content-Type-Options", "nosniff"),
                new Header("X-Frame-Options", "DENY")), isKnown ? new byte[0] : body);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

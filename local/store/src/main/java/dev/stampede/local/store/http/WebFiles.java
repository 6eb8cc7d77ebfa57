package dev.stampede.local.store.http;

import dev.stampede.runtime.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Serves the web applications as a web server in front of the API would: the files of {@code web/} under
 * {@code /assets}, and the page of an application at every other path that a browser opens. Each request reads the file
 * again, so that a change shows on reload. Thread-safe.
 */
public final class WebFiles {

    private static final String ASSETS = "/assets/";
    private static final String LIBRARIES = "npm/";
    private static final Map<String, WebJar> WEB_JARS = Map.of("lit-html", new WebJar("org.webjars.npm", "lit-html"));
    /** Applications at a path of their own, in the directory of the same name; the storefront has all other paths. */
    private static final List<String> APPLICATIONS = List.of("admin");
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
    private static final Pattern PRIVATE = Pattern.compile("(?:^|/)(?:node_modules|test)/");

    private final Path root;

    /** @param root the directory {@code web}; if it does not exist, there are no applications */
    public WebFiles(Path root) {
        this.root = root;
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
        return application("console", call);
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
        return file(page).map(body -> reply(call, page, body));
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
                new Header("Content-Type", TYPES.get(extension(name))),
                new Header("ETag", etag),
                new Header("Cache-Control", "no-cache"),
                new Header("X-Content-Type-Options", "nosniff"),
                new Header("X-Frame-Options", "DENY")), isKnown ? new byte[0] : body);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

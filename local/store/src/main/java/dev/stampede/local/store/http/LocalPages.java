package dev.stampede.local.store.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pages under {@code /_local} and their index. Browsers get the console, programs JSON. Thread-safe. */
public final class LocalPages {

    static final String ROOT = "/_local";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /** A page in the index. */
    private record Entry(String path, String about) {}

    private final List<LocalPage> pages;
    private final WebFiles web;

    public LocalPages(List<LocalPage> pages, WebFiles web) {
        this.pages = List.copyOf(pages);
        this.web = web;
    }

    static boolean isLocal(HttpCall call) {
        return call.rawPath().equals(ROOT) || call.rawPath().startsWith(ROOT + "/");
    }

    /** Rejects other host names, to prevent DNS rebinding attacks. */
    HttpReply answer(HttpCall call) {
        if (!LOOPBACK_NAMES.contains(hostName(call))) {
            return HttpReply.problem(403, "Forbidden", "The pages under /_local are available only through localhost");
        }
        return console(call).orElseGet(() -> isIndex(call) ? index() : page(call));
    }

    /** The application reads the path itself. */
    private Optional<HttpReply> console(HttpCall call) {
        var isShown = isIndex(call)
                || pages.stream().anyMatch(page -> page.isInConsole() && page.path().equals(call.rawPath()));
        return call.method().equals("GET") && call.wantsHtml() && isShown ? web.console(call) : Optional.empty();
    }

    private HttpReply page(HttpCall call) {
        return pages.stream()
                .filter(page -> covers(page, call.rawPath()))
                .findFirst()
                .flatMap(page -> page.answer(call))
                .orElseGet(() -> HttpReply.problem(404, "Not found",
                        "No page for " + call.method() + " " + call.rawPath()));
    }

    private static boolean isIndex(HttpCall call) {
        return call.rawPath().equals(ROOT) || call.rawPath().equals(ROOT + "/");
    }

    private HttpReply index() {
        return HttpReply.json(200, pages.stream().map(page -> new Entry(page.path(), page.about())).toList());
    }

    private static boolean covers(LocalPage page, String path) {
        return path.equals(page.path()) || path.startsWith(page.path() + "/");
    }

    private static String hostName(HttpCall call) {
        return call.header("Host").orElse("").replaceFirst(":\\d+$", "");
    }
}

package dev.stampede.local.store.http;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The pages under {@code /_local} and their index. Thread-safe. */
public final class LocalPages {

    static final String ROOT = "/_local";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final List<LocalPage> pages;

    public LocalPages(List<LocalPage> pages) {
        this.pages = List.copyOf(pages);
    }

    static boolean isLocal(HttpCall call) {
        return call.rawPath().equals(ROOT) || call.rawPath().startsWith(ROOT + "/");
    }

    /** Rejects other host names, to prevent DNS rebinding attacks. */
    HttpReply answer(HttpCall call) {
        if (!LOOPBACK_NAMES.contains(hostName(call))) {
            return HttpReply.problem(403, "Forbidden", "The pages under /_local are available only through localhost");
        }
        if (call.rawPath().equals(ROOT) || call.rawPath().equals(ROOT + "/")) {
            return index();
        }
        return pages.stream()
                .filter(page -> covers(page, call.rawPath()))
                .findFirst()
                .flatMap(page -> page.answer(call))
                .orElseGet(() -> HttpReply.problem(404, "Not found",
                        "No page for " + call.method() + " " + call.rawPath()));
    }

    private HttpReply index() {
        var items = pages.stream()
                .map(page -> "<li><a href=\"%s\">%s</a> %s</li>".formatted(Html.escape(page.path()),
                        Html.escape(page.path()), Html.escape(page.about())))
                .collect(Collectors.joining("\n"));
        return HttpReply.html(Html.page("Local store", "<ul>\n" + items + "\n</ul>"));
    }

    private static boolean covers(LocalPage page, String path) {
        return path.equals(page.path()) || path.startsWith(page.path() + "/");
    }

    private static String hostName(HttpCall call) {
        return call.header("Host").orElse("").replaceFirst(":\\d+$", "");
    }
}

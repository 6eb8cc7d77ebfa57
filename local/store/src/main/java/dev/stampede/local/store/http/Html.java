package dev.stampede.local.store.http;

import java.util.List;
import java.util.stream.Collectors;

/** Plain HTML pages without scripts or external assets. */
public final class Html {

    private Html() {}

    /** Escapes text for elements and quoted attributes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** @param body HTML; the caller escapes text */
    public static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
                table { border-collapse: collapse; width: 100%%; }
                th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #ddd; }
                pre { background: #f5f5f5; padding: .75rem; overflow-x: auto; }
                iframe { width: 100%%; height: 26rem; border: 1px solid #ddd; }
                </style>
                </head>
                <body>
                <p><a href="/_local">Local store</a></p>
                <h1>%1$s</h1>
                %2$s
                </body>
                </html>
                """.formatted(escape(title), body);
    }

    /** A table of text cells. */
    public static String table(List<String> headings, List<List<String>> rows) {
        return "<table><thead>" + row("th", headings) + "</thead><tbody>\n"
                + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining("\n"))
                + "</tbody></table>";
    }

    private static String row(String element, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + element + ">" + escape(cell) + "</" + element + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}

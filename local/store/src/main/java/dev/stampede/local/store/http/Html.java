package dev.stampede.local.store.http;

/** Text in HTML. */
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
}

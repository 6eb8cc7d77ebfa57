package dev.stampede.local.store.demo;

import dev.stampede.local.store.http.HttpCall;
import dev.stampede.local.store.http.HttpReply;
import dev.stampede.local.store.http.LocalPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Draws a picture for any product ID, always the same one: what the product is, in the colors of its ID. The kinds of the
 * demo catalog have drawings, {@code demo/pictures}; others get a pattern.
 */
public final class ImagesPage implements LocalPage {

    /** In pixels. */
    static final int WIDTH = 800;
    static final int HEIGHT = 800;

    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,63})(\\.detail)?\\.svg");
    /** The drawings' coordinates, and the middle of them for a closer look. */
    private static final String ALL = "0 0 400 400";
    private static final String DETAIL = "110 110 180 180";
    private static final String NO_DRAWING = """
            <path d="M80 320L200 80L320 320Z" fill="var(--main)"/>
            <circle cx="260" cy="150" r="70" fill="var(--accent)" fill-opacity=".85"/>
            """;

    /** The low bits of a demo product's hash say whether it is reduced: its colors shall not. */
    private static final int MIXED_BITS = 9;

    private record Colors(String ground, String main, String shade, String light, String accent) {}

    private static final List<Colors> COLORS = List.of(
            new Colors("#f3e3d9", "#d9694a", "#b14c31", "#f0b79f", "#2f6f73"),
            new Colors("#dfe8ee", "#3f6f95", "#2b5070", "#a9c6dc", "#e2a23b"),
            new Colors("#e4ebdf", "#6b8f5e", "#4c6c42", "#bcd3b1", "#d8643f"),
            new Colors("#ece4ef", "#83659b", "#624a77", "#cdb8dc", "#e0a33a"),
            new Colors("#f4ead2", "#d9a437", "#ab7b1c", "#f1d591", "#3a5f8a"),
            new Colors("#e9e4de", "#4a4440", "#2f2a27", "#a59c93", "#d95b3d"),
            new Colors("#dcebe8", "#3a8a83", "#256661", "#9fd0ca", "#e58a4e"),
            new Colors("#f3dfe2", "#bf5068", "#96384e", "#e9a9b6", "#3c5a78"));

    @Override
    public String path() {
        return "/_local/images";
    }

    @Override
    public String about() {
        return "drawn product pictures, such as /limited-sneaker.svg and, closer, /limited-sneaker.detail.svg";
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        var name = NAME.matcher(call.rawPath().replaceFirst("^" + path() + "/?", ""));
        return call.method().equals("GET") && name.matches()
                ? Optional.of(HttpReply.of(200, "image/svg+xml", draw(name.group(1), name.group(2) != null)))
                : Optional.empty();
    }

    private static String draw(String productId, boolean isDetail) {
        var colors = COLORS.get((productId.hashCode() >>> MIXED_BITS) % COLORS.size());
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="%s" style="--main:%s;--shade:%s;--light:%s;--accent:%s">
                <rect width="400" height="400" fill="%s"/>
                %s</svg>
                """.formatted(isDetail ? DETAIL : ALL, colors.main(), colors.shade(), colors.light(), colors.accent(),
                colors.ground(), drawing(productId));
    }

    /** The ID of a product of the demo catalog is its model and its kind, such as {@code arno-hiking-boot}. */
    private static String drawing(String productId) {
        var kind = productId.substring(productId.indexOf('-') + 1);
        try (var file = ImagesPage.class.getResourceAsStream("/demo/pictures/" + kind + ".svg")) {
            return file == null ? NO_DRAWING : content(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String content(String svg) {
        return svg.substring(svg.indexOf('>') + 1, svg.lastIndexOf("</svg>"));
    }
}

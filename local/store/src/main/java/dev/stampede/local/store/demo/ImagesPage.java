package dev.stampede.local.store.demo;

import dev.stampede.local.store.http.HttpCall;
import dev.stampede.local.store.http.HttpReply;
import dev.stampede.local.store.http.LocalPage;
import java.util.Optional;
import java.util.regex.Pattern;

/** Generates an image for any product ID, always the same one. */
public final class ImagesPage implements LocalPage {

    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})\\.svg");
    private static final int HUES = 360;
    /** In pixels. */
    static final int WIDTH = 400;
    static final int HEIGHT = 300;

    @Override
    public String path() {
        return "/_local/images";
    }

    @Override
    public String about() {
        return "generated product images, such as /limited-sneaker.svg";
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        var name = NAME.matcher(call.rawPath().replaceFirst("^" + path() + "/?", ""));
        return call.method().equals("GET") && name.matches()
                ? Optional.of(HttpReply.of(200, "image/svg+xml", draw(name.group(1))))
                : Optional.empty();
    }

    private static String draw(String productId) {
        var hue = Math.floorMod(productId.hashCode(), HUES);
        var turn = Math.floorMod(productId.hashCode() / HUES, 90);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" role="img">
                <rect width="400" height="300" fill="hsl(%1$d 45%% 92%%)"/>
                <g transform="rotate(%2$d 200 150)">
                <rect x="120" y="70" width="160" height="160" rx="28" fill="hsl(%1$d 50%% 60%%)"/>
                <circle cx="245" cy="115" r="52" fill="hsl(%3$d 60%% 70%%)" fill-opacity=".8"/>
                </g>
                <text x="200" y="285" text-anchor="middle" font-family="sans-serif" font-size="16">%4$s</text>
                </svg>
                """.formatted(hue, turn, (hue + 140) % HUES, productId.replace('-', ' '));
    }
}

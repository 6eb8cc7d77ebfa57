package dev.stampede.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.stampede.e2e.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Somebody in front of a browser window of their own. What the page's console reports is kept. */
final class Visitor implements AutoCloseable {

    /** What the browser itself reports about a response that the page expects and shows. */
    private static final String FAILED_LOAD = "Failed to load resource";
    /** The store, its S3, and pictures in the page itself. */
    private static final List<String> HOSTS = List.of("http://localhost:", "http://127.0.0.1:", "data:");
    private static final List<String> SERIOUS = List.of("serious", "critical");
    private static final double TIMEOUT_MILLIS = 20_000;

    /** How the window looks. */
    enum Look {
        LIGHT(ColorScheme.LIGHT, 1280, 900), DARK(ColorScheme.DARK, 1280, 900), PHONE(ColorScheme.LIGHT, 390, 844);

        private final ColorScheme colors;
        private final int width;
        private final int height;

        Look(ColorScheme colors, int width, int height) {
            this.colors = colors;
            this.width = width;
            this.height = height;
        }

        String suffix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final BrowserContext context;
    private final Page page;
    private final Look look;
    private final List<String> complaints = new ArrayList<>();

    private Visitor(BrowserContext context, Look look) {
        this.context = context;
        this.look = look;
        this.page = window();
    }

    /** @param locale the browser's language, a BCP 47 tag */
    static Visitor open(Browser browser, String url, Look look, String locale) {
        var context = browser.newContext(new Browser.NewContextOptions().setBaseURL(url).setColorScheme(look.colors)
                .setViewportSize(look.width, look.height).setLocale(locale));
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        // Before the page's own scripts, which its policy does not allow to be joined later.
        context.addInitScript(axe());
        return new Visitor(context, look);
    }

    /** Another window of the same browser. */
    Page window() {
        var window = context.newPage();
        window.onPageError(complaints::add);
        window.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith(FAILED_LOAD)) {
                complaints.add(message.text());
            }
        });
        window.onRequest(request -> {
            if (HOSTS.stream().noneMatch(request.url()::startsWith)) {
                complaints.add("A request to another host: " + request.url());
            }
        });
        return window;
    }

    Page page() {
        return page;
    }

    /** Errors of the page, and requests that leave the store. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    Visitor goTo(String path) {
        page.navigate(path);
        return this;
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator button(Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator toast() {
        return page.locator(".toast");
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    /** Puts a product into the cart and opens the checkout. */
    Visitor takeToCheckout(String slug, int quantity) {
        goTo("/products/" + slug);
        for (var more = 1; more < quantity; more++) {
            button("One more").click();
        }
        button("Add to cart").click();
        assertThat(toast()).containsText("is in the cart");
        return goTo("/checkout");
    }

    Visitor fillIn(String email) {
        page.getByLabel("Email").fill(email);
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Ada Lovelace");
        page.getByLabel("Street and number").fill("12 St James's Square");
        page.getByLabel("Postal code").fill("10115");
        page.getByLabel("City").fill("Berlin");
        return this;
    }

    Visitor chooseCard(String name) {
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name))).check();
        return this;
    }

    Visitor pay() {
        button(Pattern.compile("^Pay ")).click();
        return this;
    }

    /** Waits for what is loading, takes a picture, and lets axe look for what is in somebody's way. */
    List<String> look(String name) {
        page.evaluate("async () => { document.querySelectorAll('img').forEach((image) => image.loading = 'eager');"
                + " await document.fonts.ready; await Promise.all([...document.images].map((image) => image.decode())); }");
        photograph(name);
        var found = page
                .evaluate("async () => (await axe.run(document, { resultTypes: ['violations'], preload: false }))"
                        + ".violations.map(({ impact, id, nodes }) => ({ impact, text: `${id}: ${nodes[0].html}` }))");
        return ((List<?>) found).stream().map(Map.class::cast)
                .filter(violation -> SERIOUS.contains(violation.get("impact")))
                .map(violation -> name + ", " + look.suffix() + ": " + violation.get("text")).toList();
    }

    /** Takes a picture. */
    void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(picture(name)));
    }

    private Path picture(String name) {
        return Project.root().resolve("e2e/target/screenshots/" + name + "-" + look.suffix() + ".png");
    }

    private static String axe() {
        try (var script = Visitor.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

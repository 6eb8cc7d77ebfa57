package dev.stampede.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dev.stampede.e2e.browser.Visitor.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A browser and a store with the demo catalog for the tests of a class. Skipped, and says so, where there is no Chromium, or
 * if the suite runs against another store.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("browser")
abstract class BrowserTest {

    private static @Nullable Chromium chromium;
    private static @Nullable DemoShop demo;

    private final List<Visitor> visitors = new ArrayList<>();

    @BeforeAll
    static void open() {
        require(System.getProperty("api.url", "").isBlank() && System.getProperty("emulator", "").isBlank(),
                "it brings its own store");
        var executable = Chromium.executable();
        require(executable.isPresent(), "there is no Chromium (apt-get install chromium, or -Dbrowser=FILE)");
        demo = DemoShop.open();
        chromium = Chromium.launch(executable.orElseThrow());
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @AfterEach
    void leave() {
        visitors.forEach(Visitor::close);
        assertThat(visitors).flatExtracting(Visitor::complaints).isEmpty();
    }

    final Visitor visit(Look look) {
        return visit(look, "en-US");
    }

    /** @param locale the browser's language, a BCP 47 tag */
    final Visitor visit(Look look, String locale) {
        var opened = Visitor.open(Objects.requireNonNull(chromium).browser(), shop().url(), look, locale);
        visitors.add(opened);
        return opened;
    }

    static DemoShop shop() {
        return Objects.requireNonNull(demo);
    }

    static String email() {
        return "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            System.out.println("Skipped: the web applications in a browser, for " + otherwise);
        }
        assumeTrue(condition, otherwise);
    }
}

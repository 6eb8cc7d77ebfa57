package dev.stampede.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import dev.stampede.e2e.browser.Visitor.Look;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Webhooks, from the owner's form to the log of what the receiver answered. */
class WebhooksIT extends BrowserTest {

    @Test
    void webhook_thatTheOwnerCreates_shouldBeTestedAndShowItsDeliveries() throws IOException {
        var status = new AtomicInteger(204);
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        receiver.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        receiver.start();
        try {
            var owner = visit(Look.LIGHT);
            signIn(owner, "/admin/webhooks");
            assertThat(owner.heading("No webhooks yet")).isVisible();
            owner.link("New webhook").click();
            owner.page().getByLabel("URL").fill("http://receiver.example.com/events");
            owner.page().getByLabel("Description").fill("Accounting");
            owner.button("Create").click();
            assertThat(owner.page().getByText("Choose at least one event")).isVisible();
            owner.page().getByLabel("Paid", new Page.GetByLabelOptions().setExact(true)).check();
            owner.button("Create").click();
            assertThat(owner.page().getByText("must be an https URL")).isVisible();
            owner.page().getByLabel("URL").fill("http://127.0.0.1:" + receiver.getAddress().getPort() + "/events");
            owner.button("Create").click();
            assertThat(owner.page().getByText("Copy the signing secret now")).isVisible();
            assertThat(owner.page().locator(".signing-secret")).containsText("whsec_");
            var found = new ArrayList<>(owner.look("admin-webhook-secret"));
            owner.link("Open the webhook").click();
            assertThat(owner.heading("Accounting")).isVisible();
            owner.button("Send a test event").click();
            assertThat(owner.page().getByRole(AriaRole.CELL, cell("Delivered"))).isVisible();
            status.set(500);
            owner.button("Send a test event").click();
            assertThat(owner.page().getByRole(AriaRole.CELL, cell("Failed"))).isVisible();
            owner.page().locator("td .link-button").first().click();
            assertThat(owner.page().locator("pre.code")).containsText("stampede.webhook.test.v1");
            owner.button("Replace the secret").click();
            assertThat(owner.page().getByText("Signed with two secrets until")).isVisible();
            owner.button("Pause").click();
            assertThat(owner.page().getByText("Paused").first()).isVisible();
            assertThat(owner.button("Enable")).isVisible();
            var path = owner.page().url().replaceFirst("^https?://[^/]+", "");
            for (var look : Look.values()) {
                var admin = visit(look);
                signIn(admin, "/admin/webhooks");
                assertThat(admin.link("Accounting")).isVisible();
                found.addAll(admin.look("admin-webhooks"));
                admin.goTo(path);
                assertThat(admin.heading("Deliveries")).isVisible();
                found.addAll(admin.look("admin-webhook"));
                admin.goTo("/admin/new-webhook");
                assertThat(admin.heading("New webhook")).isVisible();
                found.addAll(admin.look("admin-new-webhook"));
            }
            Assertions.assertThat(found).isEmpty();
        } finally {
            receiver.stop(0);
        }
    }

    private static Page.GetByRoleOptions cell(String text) {
        return new Page.GetByRoleOptions().setName(text).setExact(true);
    }

    private static void signIn(Visitor visitor, String path) {
        visitor.goTo(path);
        visitor.button("Sign in").click();
        visitor.page().getByLabel("Email").fill("owner@example.com");
        visitor.page().getByLabel("As an admin").setChecked(true);
        visitor.button("Continue").click();
        visitor.page().waitForURL("**" + path);
    }
}

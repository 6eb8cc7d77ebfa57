package dev.stampede.email;

import static dev.stampede.runtime.telemetry.LogField.entry;

import dev.stampede.email.OwnTemplates.Key;
import dev.stampede.email.OwnTemplates.OwnTemplate;
import dev.stampede.runtime.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders mails with the shop's own templates, and with the built-in ones where it has none or its own are broken. Thread-safe. */
final class Rendering {

    private static final Logger LOG = LoggerFactory.getLogger(Rendering.class);

    private final MailRenderer renderer;
    private final OwnTemplates own;
    private final Metrics metrics;

    Rendering(MailRenderer renderer, OwnTemplates own, Metrics metrics) {
        this.renderer = renderer;
        this.own = own;
        this.metrics = metrics;
    }

    /** @param to the recipient's address */
    Mail render(MailContent content, String to) {
        return own.find(new Key(content.template(), content.language()))
                .map(template -> render(template, content, to))
                .orElseGet(() -> renderer.render(content, to));
    }

    private Mail render(OwnTemplate template, MailContent content, String to) {
        try {
            return renderer.render(template, content, to);
        } catch (BrokenTemplate broken) {
            LOG.error("Mail template broken", entry("template", content.template()),
                    entry("language", content.language().tag()), entry("part", broken.part()),
                    entry("reason", broken.getMessage()));
            metrics.outcome("EmailTemplate", "Broken");
            return renderer.render(content, to);
        }
    }
}

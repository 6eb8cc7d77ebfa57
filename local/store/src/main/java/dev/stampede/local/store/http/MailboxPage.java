package dev.stampede.local.store.http;

import dev.stampede.local.store.mail.Mailbox;
import dev.stampede.local.store.mail.SentMail;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sent emails, newest first. */
public final class MailboxPage implements LocalPage {

    /** Maximum number of emails on the HTML page; the JSON contains all. */
    private static final int MAX_FRAMES = 25;
    private static final int MAX_WAIT_SECONDS = 20;
    /** Blocks scripts, forms and external content in emails. */
    private static final String SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:";

    private final Mailbox mailbox;

    public MailboxPage(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public String path() {
        return "/_local/mailbox";
    }

    @Override
    public String about() {
        return "sent emails; ?to=ADDRESS filters by recipient, &wait=10 waits up to 10 s for one";
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("GET")) {
            return Optional.empty();
        }
        if (!call.rawPath().equals(path())) {
            return mailbox.find(call.rawPath().substring(path().length() + 1)).map(MailboxPage::body);
        }
        var mails = mailbox.await(() -> call.queryValue("to").map(mailbox::to).orElseGet(mailbox::mails), wait(call));
        return Optional.of(call.wantsHtml() ? page(mails)
                : HttpReply.json(200, mails.stream().map(MailboxPage::json).toList()));
    }

    private static Duration wait(HttpCall call) {
        return call.queryValue("wait").filter(seconds -> seconds.matches("\\d{1,2}")).map(Integer::parseInt)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, MAX_WAIT_SECONDS))).orElse(Duration.ZERO);
    }

    private static HttpReply body(SentMail mail) {
        var html = mail.html().isEmpty() ? "<pre>" + Html.escape(mail.text()) + "</pre>" : mail.html();
        return HttpReply.html(html).with("Content-Security-Policy", SANDBOX);
    }

    private HttpReply page(List<SentMail> mails) {
        var frames = mails.stream().limit(MAX_FRAMES).map(this::frame).collect(Collectors.joining("\n"));
        var count = "<p>%d emails%s</p>\n".formatted(mails.size(),
                mails.size() > MAX_FRAMES ? "; showing the newest " + MAX_FRAMES : "");
        return HttpReply.html(Html.page("Mailbox", count + frames));
    }

    private String frame(SentMail mail) {
        return """
                <h2>%1$s</h2>
                <p>to %2$s at %3$s</p>
                <iframe sandbox loading="lazy" title="%1$s" src="%4$s/%5$s"></iframe>
                """.formatted(Html.escape(mail.subject()), Html.escape(String.join(", ", mail.to())), mail.at(), path(),
                Html.escape(mail.id()));
    }

    private static Map<String, Object> json(SentMail mail) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", mail.id());
        json.put("at", mail.at().toString());
        json.put("from", mail.from());
        json.put("to", mail.to());
        json.put("subject", mail.subject());
        json.put("text", mail.text());
        json.put("html", mail.html());
        json.put("tags", mail.tags());
        return json;
    }
}

package dev.stampede.local.store.http;

import dev.stampede.local.store.mail.Mailbox;
import dev.stampede.local.store.mail.SentMail;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sent emails, newest first. */
public final class MailboxPage implements LocalPage {

    private static final int MAX_WAIT_SECONDS = 20;
    private static final int PREVIEW_CHARACTERS = 140;
    /** Blocks scripts, forms and external content in emails. Links open in a window of their own. */
    private static final String SANDBOX = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
            + "style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'";
    private static final String LINKS = "<base target=\"_blank\">";
    private static final Pattern HEAD = Pattern.compile("<head>|<head\\s[^>]*>", Pattern.CASE_INSENSITIVE);

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
        return "sent emails; ?to=ADDRESS filters by recipient, ?q=WORDS by content, &limit=N returns the newest, "
                + "&summary=true leaves out the bodies, &wait=10 waits up to 10 s for one";
    }

    @Override
    public boolean isInConsole() {
        return true;
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("GET")) {
            return Optional.empty();
        }
        if (!call.rawPath().equals(path())) {
            return mailbox.find(call.rawPath().substring(path().length() + 1)).map(mail -> one(call, mail));
        }
        var found = mailbox.await(() -> wanted(call), wait(call)).stream();
        var isSummary = call.queryValue("summary").filter("true"::equals).isPresent();
        return Optional.of(HttpReply.json(200,
                found.map(isSummary ? MailboxPage::summary : MailboxPage::json).toList()));
    }

    private List<SentMail> wanted(HttpCall call) {
        var all = call.queryValue("to").map(mailbox::to).orElseGet(mailbox::mails).stream();
        var matching = call.queryValue("q").map(words -> words.strip().toLowerCase(Locale.ROOT))
                .map(words -> all.filter(mail -> contains(mail, words))).orElse(all);
        return matching.limit(limit(call)).toList();
    }

    private static long limit(HttpCall call) {
        return call.queryValue("limit").filter(number -> number.matches("\\d{1,9}")).map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    private static Duration wait(HttpCall call) {
        return call.queryValue("wait").filter(seconds -> seconds.matches("\\d{1,2}")).map(Integer::parseInt)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, MAX_WAIT_SECONDS))).orElse(Duration.ZERO);
    }

    private static HttpReply one(HttpCall call, SentMail mail) {
        return call.header("Accept").filter(accept -> accept.contains("application/json")).isPresent()
                ? HttpReply.json(200, json(mail))
                : HttpReply.html(body(mail)).with("Content-Security-Policy", SANDBOX);
    }

    private static String body(SentMail mail) {
        var html = mail.html().isEmpty() ? "<pre>" + Html.escape(mail.text()) + "</pre>" : mail.html();
        var head = HEAD.matcher(html);
        return head.find() ? html.substring(0, head.end()) + LINKS + html.substring(head.end()) : LINKS + html;
    }

    private static boolean contains(SentMail mail, String words) {
        return Stream.concat(mail.to().stream(), Stream.of(mail.from(), mail.subject(), mail.text()))
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(words));
    }

    private static Map<String, Object> summary(SentMail mail) {
        var json = head(mail);
        var text = mail.text().replaceAll("\\s+", " ").strip();
        json.put("preview", text.substring(0, text.offsetByCodePoints(0,
                Math.min(PREVIEW_CHARACTERS, text.codePointCount(0, text.length())))));
        return json;
    }

    private static Map<String, Object> json(SentMail mail) {
        var json = head(mail);
        json.put("text", mail.text());
        json.put("html", mail.html());
        return json;
    }

    private static Map<String, Object> head(SentMail mail) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", mail.id());
        json.put("at", mail.at().toString());
        json.put("from", mail.from());
        json.put("to", mail.to());
        json.put("subject", mail.subject());
        json.put("tags", mail.tags());
        json.put("language", mail.language());
        return json;
    }
}

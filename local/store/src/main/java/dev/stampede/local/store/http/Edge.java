package dev.stampede.local.store.http;

import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.TemplateException;
import java.time.Clock;

/** What is behind the local store's port: its own pages, and the API for everything else. */
public final class Edge {

    private final Gateway gateway;
    private final LocalPages pages;

    Edge(Gateway gateway, LocalPages pages) {
        this.gateway = gateway;
        this.pages = pages;
    }

    /**
     * The API of the template, and the local pages.
     *
     * @throws TemplateException where the template's API cannot be served
     */
    public static Edge of(Template template, FunctionInvoker functions, Clock clock, LocalPages pages) {
        var gateway = new Gateway(ApiReader.read(template), functions, Thread::startVirtualThread, clock,
                Gateway.INTEGRATION_TIMEOUT);
        return new Edge(gateway, pages);
    }

    HttpReply answer(HttpCall call) {
        return LocalPages.isLocal(call) ? pages.answer(call) : gateway.handle(call);
    }
}

package dev.stampede.local.store.http;

import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.TemplateException;
import java.time.Clock;

/** Serves the local store's port: the pages under {@code /_local} and the API. */
public final class Edge {

    private final Gateway gateway;
    private final LocalPages pages;

    Edge(Gateway gateway, LocalPages pages) {
        this.gateway = gateway;
        this.pages = pages;
    }

    /**
     * Creates an edge for the template's API and the local pages.
     *
     * @throws TemplateException if the template's API is not supported
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

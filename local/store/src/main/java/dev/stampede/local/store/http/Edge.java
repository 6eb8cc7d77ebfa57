package dev.stampede.local.store.http;

import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.TemplateException;
import java.time.Clock;
import java.util.List;

/** Serves the local store's port: the pages under {@code /_local}, the web applications, and the API. */
public final class Edge {

    private final Gateway gateway;
    private final LocalPages pages;
    private final WebFiles web;

    Edge(Gateway gateway, LocalPages pages, WebFiles web) {
        this.gateway = gateway;
        this.pages = pages;
        this.web = web;
    }

    /**
     * Creates an edge for the template's API, the local pages and the web applications.
     *
     * @throws TemplateException if the template's API is not supported
     */
    public static Edge of(Template template, FunctionInvoker functions, Clock clock, LocalPages pages,
            WebFiles web) {
        var gateway = new Gateway(ApiReader.read(template), functions, Thread::startVirtualThread, clock,
                Gateway.INTEGRATION_TIMEOUT);
        return new Edge(gateway, pages, web);
    }

    /** The headers of the response to a request that could not be read. */
    List<Header> headersOfError(int status, String requestId) {
        return gateway.headersOfError(status, requestId);
    }

    HttpReply answer(HttpCall call) {
        return LocalPages.isLocal(call) ? pages.answer(call) : web.answer(call).orElseGet(() -> gateway.handle(call));
    }
}

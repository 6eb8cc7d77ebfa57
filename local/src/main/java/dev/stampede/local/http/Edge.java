package dev.stampede.local.http;

/** What is behind the local store's port: its own pages, and the API for everything else. */
public final class Edge {

    private final Gateway gateway;
    private final LocalPages pages;

    Edge(Gateway gateway, LocalPages pages) {
        this.gateway = gateway;
        this.pages = pages;
    }

    HttpReply answer(HttpCall call) {
        return LocalPages.isLocal(call) ? pages.answer(call) : gateway.handle(call);
    }
}

package dev.stampede.local.store.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the API's contract with Swagger UI, and sends requests to the store. */
public final class DocsPage implements LocalPage {

    private static final String PATH = "/_local/docs";
    private static final String CONTRACT = "/v1/openapi.yaml";
    private static final WebJar SWAGGER_UI = new WebJar("org.webjars", "swagger-ui");
    private static final Map<String, String> ASSETS = Map.of(
            "/swagger-ui.css", "text/css; charset=utf-8",
            "/swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "/favicon-32x32.png", "image/png");

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String about() {
        return "the API's routes, from openapi.yaml";
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("GET")) {
            return Optional.empty();
        }
        var below = call.rawPath().substring(PATH.length());
        return below.isEmpty() || below.equals("/")
                ? Optional.of(HttpReply.html(page()))
                : Optional.ofNullable(ASSETS.get(below)).map(type -> asset(below, type));
    }

    private static String page() {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>API</title>
                <link rel="icon" href="%1$s/favicon-32x32.png">
                <link rel="stylesheet" href="%1$s/swagger-ui.css">
                </head>
                <body>
                <div id="api"></div>
                <script src="%1$s/swagger-ui-bundle.js"></script>
                <script>
                SwaggerUIBundle({ url: "%2$s", dom_id: "#api", deepLinking: true, displayOperationId: true });
                </script>
                </body>
                </html>
                """.formatted(PATH, CONTRACT);
    }

    private static HttpReply asset(String name, String contentType) {
        return new HttpReply(200, List.of(new Header("Content-Type", contentType)),
                SWAGGER_UI.read(name).orElseThrow(() -> new IllegalStateException("Not on the class path: " + name)));
    }
}

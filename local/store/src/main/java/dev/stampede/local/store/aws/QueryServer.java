package dev.stampede.local.store.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * Serves the embedded SNS and SES to other processes, in the AWS Query protocol on a free loopback port. Supports
 * Publish, PublishBatch, ListTopics, SendEmail and SendRawEmail.
 */
final class QueryServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryServer.class);
    private static final String SNS_NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
    private static final String SES_NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";

    private record Reply(int status, String xml) {}

    private final HttpServer server;
    private final ExecutorService threads;
    private final SnsClient sns;
    private final SesClient ses;

    private QueryServer(HttpServer server, ExecutorService threads, SnsClient sns, SesClient ses) {
        this.server = server;
        this.threads = threads;
        this.sns = sns;
        this.ses = ses;
    }

    static QueryServer start(SnsClient sns, SesClient ses) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("query-", 0).factory());
            var started = new QueryServer(HttpServer.create(address, 0), threads, sns, ses);
            started.server.setExecutor(threads);
            started.server.createContext("/", started::handle);
            started.server.start();
            return started;
        } catch (IOException unstartable) {
            throw new UncheckedIOException("The SNS and SES server failed to start", unstartable);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = QueryForm.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var reply = answer(form);
            var bytes = reply.xml().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply answer(QueryForm form) {
        try {
            return call(form);
        } catch (AwsServiceException refused) {
            var details = refused.awsErrorDetails();
            var code = details == null ? refused.getClass().getSimpleName().replaceFirst("Exception$", "")
                    : details.errorCode();
            return error(refused.statusCode() >= 400 ? refused.statusCode() : 400, code, refused.getMessage());
        } catch (RuntimeException broken) {
            LOG.error("Embedded SNS or SES failed", broken);
            return error(500, "InternalFailure", "See the local store's log");
        }
    }

    private Reply call(QueryForm form) {
        var action = form.text("Action");
        return switch (action) {
            case "Publish" -> ok(SNS_NAMESPACE, action, result(sns.publish(form.publish())));
            case "PublishBatch" -> ok(SNS_NAMESPACE, action, result(sns.publishBatch(form.publishBatch())));
            case "ListTopics" -> ok(SNS_NAMESPACE, action, result(sns.listTopics()));
            case "SendEmail" -> ok(SES_NAMESPACE, action, result(ses.sendEmail(form.sendEmail())));
            case "SendRawEmail" -> ok(SES_NAMESPACE, action,
                    element("MessageId", ses.sendRawEmail(form.sendRawEmail()).messageId()));
            default -> error(400, "InvalidAction", "The local store does not support " + action);
        };
    }

    private static String result(PublishResponse response) {
        return element("MessageId", response.messageId());
    }

    private static String result(SendEmailResponse response) {
        return element("MessageId", response.messageId());
    }

    private static String result(ListTopicsResponse response) {
        return "<Topics>" + response.topics().stream()
                .map(topic -> "<member>" + element("TopicArn", topic.topicArn()) + "</member>")
                .collect(Collectors.joining()) + "</Topics>";
    }

    private static String result(PublishBatchResponse response) {
        var successful = response.successful().stream().map(
                done -> "<member>" + element("Id", done.id()) + element("MessageId", done.messageId()) + "</member>");
        var failed = response.failed().stream()
                .map(entry -> "<member>" + element("Id", entry.id()) + element("Code", entry.code())
                        + element("Message", entry.message()) + element("SenderFault", entry.senderFault().toString())
                        + "</member>");
        return "<Successful>" + successful.collect(Collectors.joining()) + "</Successful><Failed>"
                + failed.collect(Collectors.joining()) + "</Failed>";
    }

    private static Reply ok(String namespace, String action, String result) {
        return new Reply(200, "<" + action + "Response xmlns=\"" + namespace + "\"><" + action + "Result>" + result
                + "</" + action + "Result>" + metadata() + "</" + action + "Response>");
    }

    private static Reply error(int status, String code, String message) {
        var type = status < 500 ? "Sender" : "Receiver";
        return new Reply(status, "<ErrorResponse><Error>" + element("Type", type) + element("Code", code)
                + element("Message", message) + "</Error>" + element("RequestId", UUID.randomUUID().toString())
                + "</ErrorResponse>");
    }

    private static String metadata() {
        return "<ResponseMetadata>" + element("RequestId", UUID.randomUUID().toString()) + "</ResponseMetadata>";
    }

    private static String element(String name, String content) {
        var escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }
}

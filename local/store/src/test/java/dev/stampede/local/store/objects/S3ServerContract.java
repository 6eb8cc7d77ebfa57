package dev.stampede.local.store.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What the server does with the SDK's client, as functions use it, wherever the contents are. */
abstract class S3ServerContract {

    private static final String BUCKET = "things";
    private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
            .create(AwsBasicCredentials.create("test", "test"));
    private static final CorsRule UPLOADS = new CorsRule(
            List.of("https://*.example.com"), List.of("PUT"), List.of("content-*"), List.of("ETag"), 600);

    private final boolean isInFiles;

    @TempDir
    private Path data;

    private S3Server server;
    private S3Client s3;

    S3ServerContract(boolean isInFiles) {
        this.isInFiles = isInFiles;
    }

    @BeforeEach
    void start() {
        start(Clock.systemUTC());
    }

    private void start(Clock clock) {
        var buckets = new Buckets(isInFiles ? data : null, clock);
        buckets.create(BUCKET, List.of(UPLOADS));
        server = S3Server.start(buckets, clock);
        s3 = S3Client.builder().endpointOverride(server.endpoint()).region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS).forcePathStyle(true).httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
    }

    @Test
    void put_anObject_shouldBeReadBackWithItsHeaders() {
        var etag = s3.putObject(put -> put.bucket(BUCKET).key("a/Käse+1 %").contentType("text/plain")
                .metadata(Map.of("owner", "ada")), RequestBody.fromString("content")).eTag();
        var read = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a/Käse+1 %"));
        assertThat(read.asUtf8String()).isEqualTo("content");
        assertThat(read.response().eTag()).isEqualTo(etag).isEqualTo("\"9a0364b9e99bb480dd25e1f0284c8555\"");
        assertThat(read.response().contentType()).isEqualTo("text/plain");
        assertThat(read.response().metadata()).containsExactly(Map.entry("owner", "ada"));
        assertThat(read.response().lastModified()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void put_anEmptyAndALargeObject_shouldBeReadBack() {
        var large = new byte[5_000_000];
        IntStream.range(0, large.length).forEach(at -> large[at] = (byte) (at * 31));
        put("empty", "");
        s3.putObject(put -> put.bucket(BUCKET).key("large"), RequestBody.fromBytes(large));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("empty")).asByteArray()).isEmpty();
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("large")).asByteArray()).isEqualTo(large);
    }

    @Test
    void put_withAStreamOfUnknownLength_shouldBeReadBack() {
        s3.putObject(put -> put.bucket(BUCKET).key("stream"), RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream("streamed".getBytes(StandardCharsets.UTF_8)), "text/plain"));
        assertThat(content("stream")).isEqualTo("streamed");
    }

    @Test
    void head_shouldDescribeTheObjectWithoutItsContent() {
        put("a", "content");
        assertThat(s3.headObject(head -> head.bucket(BUCKET).key("a")).contentLength()).isEqualTo(7);
        assertThatThrownBy(() -> s3.headObject(head -> head.bucket(BUCKET).key("b")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void get_whatIsNotThere_shouldFailAsInS3() {
        assertThatThrownBy(() -> content("b")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket("nothing").key("b")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void put_ifNoneMatch_shouldNotReplace() {
        s3.putObject(put -> put.bucket(BUCKET).key("a").ifNoneMatch("*"), RequestBody.fromString("first"));
        assertThatThrownBy(() -> s3.putObject(
                put -> put.bucket(BUCKET).key("a").ifNoneMatch("*"), RequestBody.fromString("second")))
                        .isInstanceOfSatisfying(S3Exception.class, failed -> {
                            assertThat(failed.statusCode()).isEqualTo(412);
                            assertThat(failed.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
                        });
        assertThat(content("a")).isEqualTo("first");
    }

    @Test
    void put_ifMatch_shouldReplaceOnlyThatVersion() {
        var first = put("a", "first");
        s3.putObject(put -> put.bucket(BUCKET).key("a").ifMatch(first), RequestBody.fromString("second"));
        assertThatThrownBy(() -> s3.putObject(
                put -> put.bucket(BUCKET).key("a").ifMatch(first), RequestBody.fromString("third")))
                        .isInstanceOfSatisfying(S3Exception.class,
                                failed -> assertThat(failed.statusCode()).isEqualTo(412));
        assertThatThrownBy(() -> s3.putObject(
                put -> put.bucket(BUCKET).key("missing").ifMatch(first), RequestBody.fromString("third")))
                        .isInstanceOf(NoSuchKeyException.class);
        assertThat(content("a")).isEqualTo("second");
    }

    @Test
    void put_ifMatchByManyAtOnce_shouldSucceedOnce() throws Exception {
        var first = put("a", "first");
        var wins = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writing : threads.invokeAll(IntStream.range(0, 20).<Callable<Boolean>> mapToObj(
                    writer -> () -> replaces(first, "by " + writer)).toList())) {
                if (writing.get()) {
                    wins.add("win");
                }
            }
        }
        assertThat(wins).hasSize(1);
        assertThat(content("a")).startsWith("by ");
    }

    private boolean replaces(String version, String content) {
        try {
            s3.putObject(put -> put.bucket(BUCKET).key("a").ifMatch(version), RequestBody.fromString(content));
            return true;
        } catch (S3Exception lost) {
            assertThat(lost.statusCode()).isEqualTo(412);
            return false;
        }
    }

    @Test
    void get_withConditions_shouldAnswerNotModifiedOrRefuse() {
        var etag = put("a", "content");
        assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a").ifNoneMatch(etag)))
                .isInstanceOfSatisfying(S3Exception.class, same -> assertThat(same.statusCode()).isEqualTo(304));
        assertThatThrownBy(() -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a").ifMatch("\"other\"")))
                .isInstanceOfSatisfying(S3Exception.class, other -> assertThat(other.statusCode()).isEqualTo(412));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a").ifMatch(etag)).asUtf8String())
                .isEqualTo("content");
    }

    @Test
    void get_aRange_shouldReturnThatPart() {
        put("a", "0123456789");
        assertThat(range("bytes=2-4")).isEqualTo("234");
        assertThat(range("bytes=7-")).isEqualTo("789");
        assertThat(range("bytes=-2")).isEqualTo("89");
        assertThat(range("bytes=8-100")).isEqualTo("89");
        assertThat(s3.getObject(get -> get.bucket(BUCKET).key("a").range("bytes=2-4")).response().contentRange())
                .isEqualTo("bytes 2-4/10");
        assertThatThrownBy(() -> range("bytes=10-"))
                .isInstanceOfSatisfying(S3Exception.class, beyond -> assertThat(beyond.statusCode()).isEqualTo(416));
    }

    @Test
    void get_whileItIsReplaced_shouldReadOneVersion() throws IOException {
        var large = "a".repeat(3_000_000);
        put("a", large);
        try (var stream = s3.getObject(get -> get.bucket(BUCKET).key("a"))) {
            put("a", "b");
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(large);
        }
        assertThat(content("a")).isEqualTo("b");
    }

    @Test
    void list_byPrefix_shouldReturnKeysInOrderPageByPage() {
        for (var key : List.of("x/2", "x/10", "x/é & <", "y/1", "x", "x/1")) {
            put(key, "content of " + key);
        }
        var first = s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("x/").maxKeys(3));
        assertThat(first.contents()).extracting(S3Object::key).containsExactly("x/1", "x/10", "x/2");
        assertThat(first.contents().getFirst().size()).isEqualTo(14);
        assertThat(first.isTruncated()).isTrue();
        var second = s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("x/")
                .continuationToken(first.nextContinuationToken()));
        assertThat(second.contents()).extracting(S3Object::key).containsExactly("x/é & <");
        assertThat(second.isTruncated()).isFalse();
    }

    @Test
    void list_withADelimiter_shouldGroupKeys() {
        for (var key : List.of("a", "b/1", "b/2", "c/1", "d")) {
            put(key, "content");
        }
        var page = s3.listObjectsV2(list -> list.bucket(BUCKET).delimiter("/").maxKeys(3));
        assertThat(page.contents()).extracting(S3Object::key).containsExactly("a");
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("b/", "c/");
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET).delimiter("/")
                .continuationToken(page.nextContinuationToken())).contents())
                        .extracting(S3Object::key).containsExactly("d");
    }

    @Test
    void delete_shouldRemoveAndBeRepeatable() {
        for (var key : List.of("a", "b & c", "d")) {
            put(key, "content");
        }
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("a"));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("a"));
        var deleted = s3.deleteObjects(delete -> delete.bucket(BUCKET).delete(Delete.builder()
                .objects(List.of("b & c", "missing").stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build()).toList())
                .build()));
        assertThat(deleted.deleted()).hasSize(2);
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents())
                .extracting(S3Object::key).containsExactly("d");
    }

    @Test
    void presignedPut_withAnyClient_shouldStoreUntilItExpires() throws Exception {
        var signed = URI.create(presignedPut());
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(signed).header("Content-Type", "text/csv")
                    .PUT(HttpRequest.BodyPublishers.ofString("a,b")).build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThat(content("uploaded")).isEqualTo("a,b");
            stop();
            start(Clock.fixed(Instant.now().plusSeconds(601), ZoneOffset.UTC));
            var later = HttpRequest
                    .newBuilder(server.endpoint().resolve(signed.getRawPath() + "?" + signed.getRawQuery()))
                    .PUT(HttpRequest.BodyPublishers.ofString("c,d")).build();
            var refused = http.send(later, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("<Code>AccessDenied</Code>");
        }
    }

    private String presignedPut() {
        try (var presigner = S3Presigner.builder().endpointOverride(server.endpoint()).region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build()).build()) {
            return presigner.presignPutObject(presign -> presign.signatureDuration(Duration.ofMinutes(10))
                    .putObjectRequest(put -> put.bucket(BUCKET).key("uploaded").contentType("text/csv")
                            .contentLength(3L)))
                    .url().toString();
        }
    }

    @Test
    void preflight_shouldAnswerByTheBucketsRules() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var allowed = http.send(preflight("https://shop.example.com", "PUT"),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(allowed.statusCode()).isEqualTo(200);
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://shop.example.com");
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers")).contains("content-type");
            assertThat(http.send(preflight("https://elsewhere.com", "PUT"), HttpResponse.BodyHandlers.ofString())
                    .statusCode()).isEqualTo(403);
            assertThat(http.send(preflight("https://shop.example.com", "DELETE"),
                    HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        }
    }

    private HttpRequest preflight(String origin, String method) {
        return HttpRequest.newBuilder(server.endpoint().resolve("/" + BUCKET + "/a")).header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build();
    }

    @Test
    void whatIsStored_shouldSurviveARestartInFilesOnly() throws IOException {
        var etag = s3.putObject(put -> put.bucket(BUCKET).key("a/b").metadata(Map.of("owner", "ada")),
                RequestBody.fromString("content")).eTag();
        put("deleted", "content");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key("deleted"));
        if (isInFiles) {
            // What an upload leaves that a kill cut short.
            Files.writeString(data.resolve("objects").resolve(BUCKET).resolve("1.new"), "half");
        }
        stop();
        start();
        var keys = s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream().map(S3Object::key).toList();
        if (isInFiles) {
            assertThat(keys).containsExactly("a/b");
            var read = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a/b").ifMatch(etag));
            assertThat(read.asUtf8String()).isEqualTo("content");
            assertThat(read.response().metadata()).containsExactly(Map.entry("owner", "ada"));
        } else {
            assertThat(keys).isEmpty();
        }
    }

    @Test
    void upload_thatBreaksOff_shouldLeaveWhatWasThere() throws IOException {
        put("a", "before");
        try (var socket = new Socket("127.0.0.1", server.endpoint().getPort())) {
            socket.getOutputStream().write(("PUT /" + BUCKET + "/a HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Length: 1000\r\n\r\nhalf").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(content("a")).isEqualTo("before");
    }

    private String put(String key, String content) {
        return s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content)).eTag();
    }

    private String content(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private String range(String range) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("a").range(range)).asUtf8String();
    }
}

package dev.stampede.local.store.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon S3's REST API with the bucket in the path: PutObject, GetObject, HeadObject, DeleteObject, DeleteObjects,
 * ListObjectsV2, HeadBucket and ListBuckets. Signatures are not verified; presigned URLs expire.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">Amazon
 *      S3 API Reference</a>
 */
final class S3Handler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(S3Handler.class);

    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final String USER_METADATA = "x-amz-meta-";
    private static final Set<String> STORED_HEADERS = Set.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type");
    private static final String AWS_CHUNKED = "aws-chunked";
    private static final int MAX_KEYS = 1000;
    /** A thousand keys of 1,024 bytes, with their tags. */
    private static final int MAX_XML_BYTES = 4 * 1024 * 1024;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SIGNING_DATE = DateTimeFormatter
            .ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Buckets buckets;
    private final Clock clock;

    S3Handler(Buckets buckets, Clock clock) {
        this.buckets = buckets;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        response.getHeaders().put("x-amz-request-id", UUID.randomUUID().toString());
        try {
            answer(Call.of(request), response);
        } catch (S3Failure refused) {
            // A client that is still sending would not read the response.
            Content.Source.asInputStream(request).transferTo(OutputStream.nullOutputStream());
            fail(request, response, refused);
        }
        callback.succeeded();
        return true;
    }

    private void answer(Call call, Response response) throws IOException {
        if (call.bucket().isEmpty()) {
            xml(response, listBuckets());
            return;
        }
        var bucket = buckets.get(call.bucket());
        if (call.method().equals("OPTIONS")) {
            preflight(bucket, call, response);
            return;
        }
        allowOrigin(bucket, call, response);
        requireUnexpired(call);
        if (call.key().isEmpty()) {
            answerBucket(bucket, call, response);
        } else {
            answerObject(bucket, call, response);
        }
    }

    private void answerBucket(Bucket bucket, Call call, Response response) throws IOException {
        switch (call.method()) {
            case "HEAD" -> response.setStatus(200);
            case "GET" -> {
                if (!"2".equals(call.query().get("list-type"))) {
                    throw S3Failure.notImplemented("this request of a bucket");
                }
                xml(response, list(bucket, call));
            }
            case "POST" -> {
                if (!call.query().containsKey("delete")) {
                    throw S3Failure.notImplemented("this request of a bucket");
                }
                xml(response, deleteAll(bucket, call));
            }
            default -> throw S3Failure.notImplemented(call.method() + " of a bucket");
        }
    }

    private static void answerObject(Bucket bucket, Call call, Response response) throws IOException {
        var headers = response.getHeaders();
        switch (call.method()) {
            case "PUT" -> {
                if (call.query().containsKey("uploadId") || call.header("x-amz-copy-source") != null) {
                    throw S3Failure.notImplemented("uploads in parts and copies");
                }
                var object = bucket.put(call.key(), content(call), storedHeaders(call), conditions(call));
                headers.put("ETag", object.etag());
                response.setStatus(200);
            }
            case "GET", "HEAD" -> send(bucket, call, response);
            case "DELETE" -> {
                bucket.delete(call.key(), conditions(call));
                response.setStatus(204);
            }
            default -> throw S3Failure.notImplemented(call.method() + " of an object");
        }
    }

    private static void send(Bucket bucket, Call call, Response response) throws IOException {
        var conditions = conditions(call);
        var opened = bucket.open(call.key(), conditions, call.header("range"));
        try (var stream = opened.stream()) {
            var object = opened.object();
            var headers = response.getHeaders();
            headers.put("ETag", object.etag());
            headers.put("Last-Modified", HTTP_DATE.format(object.modified()));
            if (!conditions.isOther(object)) {
                response.setStatus(304);
                return;
            }
            object.headers().forEach(headers::put);
            headers.put("Accept-Ranges", "bytes");
            headers.put("Content-Length", opened.range().length());
            if (opened.range().isPartOf(object.size())) {
                headers.put("Content-Range", "bytes " + opened.range().start() + "-"
                        + (opened.range().start() + opened.range().length() - 1) + "/" + object.size());
                response.setStatus(206);
            } else {
                response.setStatus(200);
            }
            if (call.method().equals("GET")) {
                try (var output = Content.Sink.asOutputStream(response)) {
                    stream.transferTo(output);
                }
            }
        }
    }

    private static Conditions conditions(Call call) {
        return new Conditions(call.header("if-match"), call.header("if-none-match"));
    }

    private static Map<String, String> storedHeaders(Call call) {
        var stored = new HashMap<String, String>();
        stored.put("content-type", "binary/octet-stream");
        for (var field : call.headers()) {
            var name = field.getLowerCaseName();
            if (STORED_HEADERS.contains(name) || name.startsWith(USER_METADATA)) {
                stored.put(name, String.valueOf(field.getValue()));
            }
        }
        stored.computeIfPresent("content-encoding", (name, codings) -> {
            var left = codings.replace(AWS_CHUNKED, "").replaceAll("^[, ]+|[, ]+$", "");
            return left.isEmpty() ? null : left;
        });
        return stored;
    }

    private static InputStream content(Call call) {
        var codings = call.header("content-encoding");
        var hash = call.header("x-amz-content-sha256");
        return codings != null && codings.contains(AWS_CHUNKED) || hash != null && hash.startsWith("STREAMING-")
                ? new AwsChunkedBody(call.body())
                : call.body();
    }

    private void requireUnexpired(Call call) {
        var seconds = call.query().get("X-Amz-Expires");
        var signed = call.query().get("X-Amz-Date");
        if (seconds == null || signed == null) {
            return;
        }
        try {
            var ends = SIGNING_DATE.parse(signed, Instant::from).plus(Duration.ofSeconds(Long.parseLong(seconds)));
            if (!clock.instant().isAfter(ends)) {
                return;
            }
        } catch (DateTimeParseException | NumberFormatException malformed) {
            throw new S3Failure(400, "AuthorizationQueryParametersError", "X-Amz-Date or X-Amz-Expires is not valid");
        }
        throw new S3Failure(403, "AccessDenied", "Request has expired");
    }

    // --- browsers ---

    private static void preflight(Bucket bucket, Call call, Response response) {
        var origin = call.header("origin");
        var method = call.header("access-control-request-method");
        var names = call.header("access-control-request-headers");
        var rule = origin == null || method == null ? null
                : bucket.corsRules().stream()
                        .filter(each -> each.allows(origin, method, names == null ? "" : names)).findFirst()
                        .orElse(null);
        if (rule == null) {
            throw new S3Failure(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.");
        }
        allow(rule, origin, response);
        if (names != null) {
            response.getHeaders().put("Access-Control-Allow-Headers", names);
        }
        if (rule.maxAgeSeconds() > 0) {
            response.getHeaders().put("Access-Control-Max-Age", rule.maxAgeSeconds());
        }
        response.setStatus(200);
    }

    private static void allowOrigin(Bucket bucket, Call call, Response response) {
        var origin = call.header("origin");
        if (origin != null) {
            bucket.corsRules().stream().filter(rule -> rule.allows(origin, call.method(), "")).findFirst()
                    .ifPresent(rule -> allow(rule, origin, response));
        }
    }

    private static void allow(CorsRule rule, String origin, Response response) {
        var headers = response.getHeaders();
        headers.put("Access-Control-Allow-Origin", rule.origins().contains("*") ? "*" : origin);
        headers.put("Access-Control-Allow-Methods", String.join(", ", rule.methods()));
        if (!rule.exposedHeaders().isEmpty()) {
            headers.put("Access-Control-Expose-Headers", String.join(", ", rule.exposedHeaders()));
        }
        headers.put("Vary", "Origin");
    }

    // --- XML ---

    private String listBuckets() {
        return "<ListAllMyBucketsResult xmlns=\"" + NAMESPACE + "\"><Owner>" + element("ID", "local")
                + "</Owner><Buckets>"
                + buckets.names().stream().map(name -> "<Bucket>" + element("Name", name) + "</Bucket>")
                        .collect(Collectors.joining())
                + "</Buckets></ListAllMyBucketsResult>";
    }

    private static String list(Bucket bucket, Call call) {
        var query = call.query();
        var prefix = query.getOrDefault("prefix", "");
        var delimiter = query.getOrDefault("delimiter", "");
        var token = query.get("continuation-token");
        var after = token == null ? query.getOrDefault("start-after", "") : decoded(token);
        var max = maxKeys(query.get("max-keys"));
        var isEncoded = "url".equals(query.get("encoding-type"));
        var page = bucket.list(prefix, delimiter, after, max);
        var xml = new StringBuilder("<ListBucketResult xmlns=\"" + NAMESPACE + "\">")
                .append(element("Name", call.bucket()))
                .append(element("Prefix", text(prefix, isEncoded)))
                .append(element("KeyCount", Integer.toString(page.objects().size() + page.prefixes().size())))
                .append(element("MaxKeys", Integer.toString(max)))
                .append(element("IsTruncated", Boolean.toString(page.next() != null)));
        if (!delimiter.isEmpty()) {
            xml.append(element("Delimiter", text(delimiter, isEncoded)));
        }
        if (isEncoded) {
            xml.append(element("EncodingType", "url"));
        }
        if (page.next() != null) {
            xml.append(element("NextContinuationToken",
                    Base64.getUrlEncoder().encodeToString(page.next().getBytes(UTF_8))));
        }
        for (var object : page.objects()) {
            xml.append("<Contents>").append(element("Key", text(object.key(), isEncoded)))
                    .append(element("LastModified", object.modified().toString()))
                    .append(element("ETag", object.etag())).append(element("Size", Long.toString(object.size())))
                    .append(element("StorageClass", "STANDARD")).append("</Contents>");
        }
        for (var each : page.prefixes()) {
            xml.append("<CommonPrefixes>").append(element("Prefix", text(each, isEncoded))).append("</CommonPrefixes>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new S3Failure(400, "InvalidArgument", "The continuation token provided is incorrect");
        }
    }

    private static int maxKeys(@Nullable String text) {
        try {
            return text == null ? MAX_KEYS : Math.clamp(Integer.parseInt(text), 0, MAX_KEYS);
        } catch (NumberFormatException malformed) {
            throw new S3Failure(400, "InvalidArgument", "max-keys must be an integer");
        }
    }

    private static String deleteAll(Bucket bucket, Call call) throws IOException {
        var body = content(call).readNBytes(MAX_XML_BYTES);
        var deleted = new StringBuilder("<DeleteResult xmlns=\"" + NAMESPACE + "\">");
        for (var key : keys(body)) {
            bucket.delete(key, Conditions.NONE);
            deleted.append("<Deleted>").append(element("Key", key)).append("</Deleted>");
        }
        return deleted.append("</DeleteResult>").toString();
    }

    private static List<String> keys(byte[] xml) {
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        var keys = new ArrayList<String>();
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("Key")) {
                    keys.add(reader.getElementText());
                }
            }
        } catch (XMLStreamException malformed) {
            throw new S3Failure(400, "MalformedXML", "The XML you provided was not well-formed");
        }
        if (keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw new S3Failure(400, "MalformedXML", "Between 1 and " + MAX_KEYS + " keys can be deleted");
        }
        return keys;
    }

    private static void xml(Response response, String body) throws IOException {
        send(response, 200, body);
    }

    private static void fail(Request request, Response response, S3Failure failure) throws IOException {
        var path = String.valueOf(request.getHttpURI().getPath());
        LOG.debug("{} {} failed: {}", request.getMethod(), path, failure.code());
        var body = request.getMethod().equals("HEAD") ? ""
                : "<Error>" + element("Code", failure.code()) + element("Message", failure.getMessage())
                        + element("Resource", path) + "</Error>";
        send(response, failure.status(), body);
    }

    private static void send(Response response, int status, String xml) throws IOException {
        response.setStatus(status);
        if (!xml.isEmpty()) {
            response.getHeaders().put("Content-Type", "application/xml");
            Content.Sink.write(response, true,
                    ByteBuffer.wrap(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml).getBytes(UTF_8)));
        }
    }

    private static String text(String key, boolean isEncoded) {
        return isEncoded ? URLEncoder.encode(key, UTF_8).replace("%2F", "/") : key;
    }

    private static String element(String name, String content) {
        var escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }

    /** A request, with the bucket and the key of its path; both can be empty. */
    private record Call(String method, String bucket, String key, Map<String, String> query, HttpFields headers,
            InputStream body) {

        static Call of(Request request) {
            var path = request.getHttpURI().getPath();
            var parts = (path == null ? "" : path).replaceFirst("^/", "").split("/", 2);
            return new Call(request.getMethod(), decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]),
                    query(request.getHttpURI().getQuery()), request.getHeaders(),
                    Content.Source.asInputStream(request));
        }

        @Nullable
        String header(String name) {
            return headers.get(name);
        }

        private static Map<String, String> query(@Nullable String text) {
            var query = new HashMap<String, String>();
            for (var part : (text == null ? "" : text).split("&")) {
                var pair = part.split("=", 2);
                query.put(decode(pair[0]), pair.length < 2 ? "" : decode(pair[1]));
            }
            return query;
        }

        /** A plus sign is a plus sign. */
        private static String decode(String text) {
            try {
                return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
            } catch (IllegalArgumentException malformed) {
                throw new S3Failure(400, "InvalidURI", "Couldn't parse the specified URI.");
            }
        }
    }
}

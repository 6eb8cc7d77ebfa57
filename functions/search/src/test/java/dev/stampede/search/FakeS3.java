package dev.stampede.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of one bucket in memory, with the conditions of S3. Lists one object a page. Thread-safe. */
public final class FakeS3 implements S3Client {

    private record Stored(byte[] content, String tag) {}

    private final Map<String, Stored> objects = new TreeMap<>();
    private int version;
    private int failure;
    private int reads;

    /** All further requests fail with this status; 0 for none. */
    public synchronized void failWith(int status) {
        failure = status;
    }

    public synchronized Map<String, byte[]> contents() {
        var contents = new TreeMap<String, byte[]>();
        objects.forEach((name, object) -> contents.put(name, object.content()));
        return contents;
    }

    /** How often an object was read, or asked for. */
    public synchronized int reads() {
        return reads;
    }

    private void requireUp() {
        if (failure != 0) {
            throw failure(failure);
        }
    }

    private static S3Exception failure(int status) {
        return (S3Exception) S3Exception.builder().statusCode(status).message("status " + status).build();
    }

    @Override
    public synchronized <T> T getObject(GetObjectRequest request,
            ResponseTransformer<GetObjectResponse, T> transformer) {
        reads++;
        requireUp();
        var object = objects.get(request.key());
        if (object == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        if (object.tag().equals(request.ifNoneMatch())) {
            throw failure(304);
        }
        try {
            return transformer.transform(
                    GetObjectResponse.builder().eTag(object.tag()).build(),
                    AbortableInputStream.create(new java.io.ByteArrayInputStream(object.content())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(Consumer<GetObjectRequest.Builder> request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        requireUp();
        var object = objects.get(request.key());
        if ("*".equals(request.ifNoneMatch()) && object != null) {
            throw failure(412);
        }
        if (request.ifMatch() != null) {
            if (object == null) {
                throw NoSuchKeyException.builder().statusCode(404).build();
            }
            if (!object.tag().equals(request.ifMatch())) {
                throw failure(412);
            }
        }
        try (InputStream content = body.contentStreamProvider().newStream()) {
            var tag = "\"" + ++version + "\"";
            objects.put(request.key(), new Stored(content.readAllBytes(), tag));
            return PutObjectResponse.builder().eTag(tag).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        requireUp();
        var after = request.continuationToken() == null ? "" : request.continuationToken();
        var rest = objects.keySet().stream()
                .filter(name -> name.startsWith(request.prefix()) && name.compareTo(after) > 0)
                .toList();
        var page = rest.stream().limit(1)
                .map(name -> S3Object.builder().key(name).eTag(objects.get(name).tag()).lastModified(Instant.EPOCH)
                        .build())
                .toList();
        return ListObjectsV2Response.builder()
                .contents(page)
                .isTruncated(rest.size() > 1)
                .nextContinuationToken(rest.size() > 1 ? rest.getFirst() : null)
                .build();
    }

    @Override
    public synchronized DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
        requireUp();
        request.delete().objects().forEach(object -> objects.remove(object.key()));
        return DeleteObjectsResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {
        // holds nothing
    }
}

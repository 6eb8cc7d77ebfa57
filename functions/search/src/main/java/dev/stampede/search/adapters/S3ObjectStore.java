package dev.stampede.search.adapters;

import dev.stampede.search.storage.ObjectStore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in a bucket of Amazon S3. The client is created at the first call. */
public final class S3ObjectStore implements ObjectStore {

    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    /** Another writer changes the object at the same moment (Amazon S3 User Guide, "Conditional writes"). */
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final Supplier<S3Client> s3;
    private final String bucket;

    public S3ObjectStore(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Read read(String name, @Nullable String knownTag) {
        try {
            var object = s3.get().getObjectAsBytes(get -> get.bucket(bucket).key(name).ifNoneMatch(knownTag));
            return new Read.Found(object.asByteArray(), object.response().eTag());
        } catch (S3Exception e) {
            return switch (e.statusCode()) {
                case NOT_MODIFIED -> new Read.Unchanged();
                case NOT_FOUND -> new Read.Missing();
                default -> throw e;
            };
        }
    }

    @Override
    public Optional<String> replace(String name, byte[] content, @Nullable String expectedTag) {
        try {
            var written = s3.get().putObject(
                    put -> put.bucket(bucket)
                            .key(name)
                            .contentType("application/json")
                            .ifMatch(expectedTag)
                            .ifNoneMatch(expectedTag == null ? "*" : null),
                    RequestBody.fromBytes(content));
            return Optional.of(written.eTag());
        } catch (S3Exception e) {
            // 404: the condition names an object that was deleted.
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT || e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void upload(Path file, String name) {
        s3.get().putObject(put -> put.bucket(bucket).key(name), file);
    }

    @Override
    public boolean download(String name, Path file) {
        try {
            s3.get().getObject(get -> get.bucket(bucket).key(name), file);
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    @Override
    public Stream<Listed> list(String prefix) {
        return s3.get().listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(object -> new Listed(object.key(), object.eTag(), object.lastModified()));
    }

    @Override
    public void delete(Collection<String> names) {
        var keys = names.stream().map(name -> ObjectIdentifier.builder().key(name).build()).toList();
        var response = s3.get()
                .deleteObjects(delete -> delete.bucket(bucket).delete(all -> all.objects(keys).quiet(true)));
        if (response.hasErrors()) {
            throw SdkClientException.create(response.errors().size() + " objects could not be deleted: "
                    + response.errors().getFirst().message());
        }
    }
}

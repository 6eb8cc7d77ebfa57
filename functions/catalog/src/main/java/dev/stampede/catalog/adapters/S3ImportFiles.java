package dev.stampede.catalog.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.catalog.ImportFiles;
import dev.stampede.catalog.ImportFormat;
import dev.stampede.catalog.RowResult;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Files and results as objects of Amazon S3. Its clients are created on first use. */
public final class S3ImportFiles implements ImportFiles {

    private static final Duration UPLOAD_PERIOD = Duration.ofMinutes(15);
    private static final int PRECONDITION_FAILED = 412;

    private final AwsClients aws;
    private final String bucket;

    public S3ImportFiles(AwsClients aws, String bucket) {
        this.aws = aws;
        this.bucket = bucket;
    }

    @Override
    public Upload upload(ImportId id, ImportFormat format, long size) {
        var signed = aws.s3Presigner().presignPutObject(presign -> presign.signatureDuration(UPLOAD_PERIOD)
                .putObjectRequest(put -> put.bucket(bucket).key(file(id)).contentType(format.contentType())
                        .contentLength(size)));
        return new Upload(signed.url().toString(), "PUT", Map.of("Content-Type", format.contentType()),
                signed.expiration());
    }

    @Override
    public Optional<Uploaded> uploaded(ImportId id) {
        try {
            var head = aws.s3().headObject(request -> request.bucket(bucket).key(file(id)));
            return Optional.of(new Uploaded(head.eTag(), head.contentLength()));
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] read(ImportId id, String etag, long offset, int length) {
        try {
            return aws.s3().getObjectAsBytes(get -> get.bucket(bucket).key(file(id)).ifMatch(etag)
                    .range("bytes=" + offset + "-" + (offset + length - 1))).asByteArray();
        } catch (NoSuchKeyException missing) {
            throw new FileChanged(missing);
        } catch (S3Exception failed) {
            if (failed.statusCode() == PRECONDITION_FAILED) {
                throw new FileChanged(failed);
            }
            throw failed;
        }
    }

    @Override
    public void keep(ImportId id, int chunk, List<RowResult> results) {
        var lines = results.stream().map(Json::write).collect(Collectors.joining("\n"));
        aws.s3().putObject(put -> put.bucket(bucket).key(object(id, chunk)).contentType("application/jsonl"),
                RequestBody.fromString(lines));
    }

    @Override
    public List<RowResult> results(ImportId id, int chunk) {
        try {
            var lines = aws.s3().getObjectAsBytes(get -> get.bucket(bucket).key(object(id, chunk)))
                    .asString(UTF_8);
            return lines.lines().map(line -> Json.read(line, RowResult.class)).toList();
        } catch (NoSuchKeyException expired) {
            return List.of();
        }
    }

    private static String file(ImportId id) {
        return "files/" + id;
    }

    private static String object(ImportId id, int chunk) {
        return "results/" + id + "/" + chunk + ".jsonl";
    }
}

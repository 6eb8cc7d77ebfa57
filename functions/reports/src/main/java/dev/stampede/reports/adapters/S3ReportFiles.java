package dev.stampede.reports.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.contracts.id.ReportId;
import dev.stampede.reports.ReportFiles;
import dev.stampede.reports.ReportJob;
import dev.stampede.runtime.aws.AwsClients;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Chunks and files as objects of Amazon S3. Its clients are created on first use. */
public final class S3ReportFiles implements ReportFiles {

    private static final Duration LINK_PERIOD = Duration.ofMinutes(15);

    private final AwsClients aws;
    private final String bucket;

    public S3ReportFiles(AwsClients aws, String bucket) {
        this.aws = aws;
        this.bucket = bucket;
    }

    @Override
    public void keepChunk(ReportId id, int chunk, byte[] rows) {
        aws.s3().putObject(put -> put.bucket(bucket).key(chunk(id, chunk)), RequestBody.fromBytes(rows));
    }

    @Override
    public void keepSums(ReportId id, int chunk, String sums) {
        aws.s3().putObject(
                put -> put.bucket(bucket).key(sumsOf(id, chunk)).contentType("application/json"),
                RequestBody.fromString(sums));
    }

    @Override
    public String sums(ReportId id, int chunk) {
        return aws.s3().getObjectAsBytes(get -> get.bucket(bucket).key(sumsOf(id, chunk))).asString(UTF_8);
    }

    @Override
    public void publish(ReportJob job) {
        aws.s3().putObject(
                put -> put.bucket(bucket).key(file(job)).contentType(job.format().contentType())
                        .contentDisposition("attachment; filename=\"" + job.fileName() + "\""),
                RequestBody.fromContentProvider(
                        () -> new SequenceInputStream(new Chunks(job)), job.bytes(), job.format().contentType()));
    }

    /** The contents of the chunks, each requested when it is read. */
    private final class Chunks implements Enumeration<InputStream> {

        private final ReportJob job;
        private int next;

        Chunks(ReportJob job) {
            this.job = job;
        }

        @Override
        public boolean hasMoreElements() {
            return next < job.chunks();
        }

        @Override
        public InputStream nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException();
            }
            var name = chunk(job.id(), next++);
            return aws.s3().getObject(get -> get.bucket(bucket).key(name));
        }
    }

    @Override
    public Link link(ReportJob job) {
        var signed = aws.s3Presigner().presignGetObject(presign -> presign.signatureDuration(LINK_PERIOD)
                .getObjectRequest(get -> get.bucket(bucket).key(file(job))));
        return new Link(signed.url().toString(), signed.expiration());
    }

    private static String chunk(ReportId id, int chunk) {
        return "work/" + id + "/" + chunk;
    }

    private static String sumsOf(ReportId id, int chunk) {
        return "work/" + id + "/" + chunk + ".sums";
    }

    private static String file(ReportJob job) {
        return "results/" + job.id() + "/" + job.fileName();
    }
}

package dev.stampede.local.store.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The clients of S3, created on first use: their classes take half a second to load, and most runs of a store never need
 * them. Thread-safe.
 */
final class ObjectClients implements AutoCloseable {

    private final URI endpoint;
    private final String region;
    private final SdkHttpClient http;
    private @Nullable S3Client s3;
    private @Nullable S3Presigner s3Presigner;

    ObjectClients(URI endpoint, String region, SdkHttpClient http) {
        this.endpoint = endpoint;
        this.region = region;
        this.http = http;
    }

    synchronized S3Client s3() {
        if (s3 == null) {
            s3 = Sdk.client(S3Client.builder().forcePathStyle(true), endpoint, region, http);
        }
        return s3;
    }

    synchronized S3Presigner s3Presigner() {
        if (s3Presigner == null) {
            s3Presigner = S3Presigner.builder().endpointOverride(endpoint).region(Region.of(region))
                    .credentialsProvider(Sdk.CREDENTIALS)
                    .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build()).build();
        }
        return s3Presigner;
    }

    @Override
    public synchronized void close() {
        if (s3 != null) {
            s3.close();
        }
        if (s3Presigner != null) {
            s3Presigner.close();
        }
    }
}

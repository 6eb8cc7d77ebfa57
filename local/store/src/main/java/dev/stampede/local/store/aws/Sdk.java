package dev.stampede.local.store.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Creates SDK clients for endpoints other than AWS. */
final class Sdk {

    static final AwsCredentialsProvider CREDENTIALS = AwsCredentialsProviderChain.builder()
            .credentialsProviders(EnvironmentVariableCredentialsProvider.create(),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();

    private Sdk() {}

    /** Longer than the longest long poll. */
    static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(60)).build();
    }

    static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint,
            String region, SdkHttpClient http) {
        return builder.endpointOverride(endpoint).region(Region.of(region)).credentialsProvider(CREDENTIALS)
                .httpClient(http).build();
    }
}

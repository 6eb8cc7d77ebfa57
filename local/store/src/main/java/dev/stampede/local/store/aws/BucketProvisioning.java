package dev.stampede.local.store.aws;

import dev.stampede.local.store.objects.CorsRule;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Values;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** Creates buckets in an emulator. */
final class BucketProvisioning {

    private final S3Client s3;
    private final String region;

    BucketProvisioning(S3Client s3, String region) {
        this.s3 = s3;
        this.region = region;
    }

    /** Creates a bucket if it does not exist, and sets its rules for requests from browsers. */
    void create(Resource bucket) {
        try {
            s3.createBucket(create -> create.bucket(bucket.physicalName())
                    .createBucketConfiguration(configuration -> configuration.locationConstraint(region)));
        } catch (BucketAlreadyOwnedByYouException kept) {
            // Created by an earlier run.
        }
        var rules = CorsRule.ofBucket(Values.of(bucket)).stream().map(BucketProvisioning::rule).toList();
        if (!rules.isEmpty()) {
            s3.putBucketCors(
                    put -> put.bucket(bucket.physicalName()).corsConfiguration(cors -> cors.corsRules(rules)));
        }
    }

    private static CORSRule rule(CorsRule rule) {
        return CORSRule.builder().allowedOrigins(rule.origins()).allowedMethods(rule.methods())
                .allowedHeaders(rule.headers()).exposeHeaders(rule.exposedHeaders())
                .maxAgeSeconds(rule.maxAgeSeconds()).build();
    }
}

package software.amazon.awssdk.regions;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.servicemetadata.DynamodbServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EmailServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EnhancedS3ServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SnsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SqsServiceMetadata;

/**
 * Replaces the SDK's class in deployable jars, which creates the regions and endpoints of 300 services, each in a class of its own,
 * before it returns those of one. A client asks for them when it is built. These are the SDK's own, of the services that functions call.
 */
@NullMarked
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {

    /** @return null for another service, to which the SDK then applies general rules */
    @Override
    public @Nullable ServiceMetadata serviceMetadata(String endpointPrefix) {
        return switch (endpointPrefix) {
            case "dynamodb" -> new DynamodbServiceMetadata();
            case "email" -> new EmailServiceMetadata();
            case "s3" -> new EnhancedS3ServiceMetadata();
            case "sns" -> new SnsServiceMetadata();
            case "sqs" -> new SqsServiceMetadata();
            default -> null;
        };
    }
}

package dev.stampede.local.store.template;

import java.util.Map;
import java.util.Set;

/** The resource types that the local store supports. Templates with other types are rejected. */
public final class ResourceTypes {

    static final String FUNCTION = "AWS::Serverless::Function";
    static final String API = "AWS::Serverless::Api";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String QUEUE = "AWS::SQS::Queue";
    static final String TOPIC = "AWS::SNS::Topic";
    static final String BUCKET = "AWS::S3::Bucket";
    static final String SUBSCRIPTION = "AWS::SNS::Subscription";

    private static final Set<String> SERVED = Set.of(FUNCTION, API, TABLE, QUEUE, TOPIC, SUBSCRIPTION, BUCKET);

    /** Types without a local equivalent: permissions, monitoring, protection, sign-in and distribution. */
    private static final Set<String> WITHOUT_LOCAL_MEANING = Set.of(
            "AWS::ApiGateway::Account", "AWS::ApiGateway::ApiKey", "AWS::ApiGateway::BasePathMapping",
            "AWS::ApiGateway::DomainName", "AWS::ApiGateway::UsagePlan", "AWS::ApiGateway::UsagePlanKey",
            "AWS::CloudFront::CachePolicy", "AWS::CloudFront::Distribution", "AWS::CloudFront::Function",
            "AWS::CloudFront::OriginAccessControl", "AWS::CloudFront::OriginRequestPolicy",
            "AWS::CloudFront::ResponseHeadersPolicy",
            "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard",
            "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient", "AWS::Cognito::UserPoolDomain",
            "AWS::Cognito::UserPoolGroup", "AWS::Cognito::UserPoolResourceServer",
            "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role",
            "AWS::KMS::Alias", "AWS::KMS::Key",
            "AWS::Lambda::Permission",
            "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter", "AWS::Logs::QueryDefinition",
            "AWS::S3::BucketPolicy",
            "AWS::SecretsManager::Secret",
            "AWS::SES::ConfigurationSet", "AWS::SES::ConfigurationSetEventDestination", "AWS::SES::EmailIdentity",
            "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy",
            "AWS::WAFv2::LoggingConfiguration", "AWS::WAFv2::WebACL", "AWS::WAFv2::WebACLAssociation");

    private static final Map<String, String> NAME_PROPERTIES = Map.of(
            FUNCTION, "FunctionName", TABLE, "TableName", QUEUE, "QueueName", TOPIC, "TopicName", API, "Name",
            BUCKET, "BucketName",
            "AWS::Logs::LogGroup", "LogGroupName", "AWS::IAM::Role", "RoleName",
            "AWS::SES::ConfigurationSet", "Name", "AWS::CloudWatch::Alarm", "AlarmName");

    private ResourceTypes() {}

    /** Whether resources of this type have no local equivalent and exist only by name. */
    public static boolean isWithoutLocalMeaning(String type) {
        return WITHOUT_LOCAL_MEANING.contains(type);
    }

    static boolean isKnown(String type) {
        return SERVED.contains(type) || isWithoutLocalMeaning(type);
    }

    /** The property that contains the name of a resource of this type; {@code Name} if the name is not used. */
    static String nameProperty(String type) {
        return NAME_PROPERTIES.getOrDefault(type, "Name");
    }
}

package dev.stampede.local.lab.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:000000000000:table/limits";

    @Test
    void allowing_whatTheStatementNames_shouldFindThePermission() {
        var policy = policy(Map.of("Effect", "Allow", "Action", List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                "Resource", TABLE));

        assertThat(policy.permissions()).hasSize(2);
        assertThat(policy.allowing(new Access("dynamodb:PutItem", TABLE))).contains(policy.permissions().getLast());
        assertThat(policy.allowing(new Access("dynamodb:DeleteItem", TABLE))).isEmpty();
        assertThat(policy.allowing(new Access("dynamodb:GetItem", TABLE + "/index/byDay"))).isEmpty();
    }

    @Test
    void allowing_resourceWithWildcard_shouldMatchAsIamDoes() {
        var policy = policy(Map.of("Effect", "Allow", "Action", "s3:GetObject", "Resource", "arn:aws:s3:::b/files/*"));

        assertThat(policy.allowing(new Access("s3:GetObject", "arn:aws:s3:::b/files/x/y"))).isPresent();
        assertThat(policy.allowing(new Access("s3:GetObject", "arn:aws:s3:::b/results/x"))).isEmpty();
        assertThat(policy.allowing(new Access("s3:GetObject", "arn:aws:s3:::bXfiles/x"))).isEmpty();
    }

    @Test
    void allowing_leadingKeys_shouldRequireThatAllMatch() {
        var policy = policy(Map.of("Effect", "Allow", "Action", "dynamodb:BatchGetItem", "Resource", TABLE, "Condition",
                Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of("unpaid#*")))));

        assertThat(policy.allowing(keys("unpaid#a", "unpaid#b"))).isPresent();
        assertThat(policy.allowing(keys("unpaid#a", "rate#b"))).isEmpty();
    }

    @Test
    void allowing_stringEquals_shouldRequireTheValue() {
        var policy = policy(Map.of("Effect", "Allow", "Action", "ses:SendEmail", "Resource", "*", "Condition",
                Map.of("StringEquals", Map.of("ses:FromAddress", "shop@example.com"))));

        assertThat(policy.allowing(mail("shop@example.com"))).isPresent();
        assertThat(policy.allowing(mail("other@example.com"))).isEmpty();
        assertThat(policy.allowing(new Access("ses:SendEmail", "arn"))).isEmpty();
    }

    @Test
    void allowing_whatIsDenied_shouldFindNothing() {
        var policy = Policy.of(List.of(Map.of("Statement", List.of(
                Map.of("Effect", "Allow", "Action", List.of("s3:GetObject", "sqs:SendMessage"), "Resource", "*"),
                Map.of("Effect", "Deny", "Action", "s3:*", "Resource", "*")))));

        assertThat(policy.allowing(new Access("s3:GetObject", "arn:aws:s3:::b/x"))).isEmpty();
        assertThat(policy.allowing(new Access("sqs:SendMessage", "arn:aws:sqs:::q"))).isPresent();
    }

    @Test
    void of_whatIsNotUnderstood_shouldBeRefused() {
        assertThatThrownBy(() -> policy(Map.of("Effect", "Deny", "Action", "a", "Resource", TABLE)))
                .hasMessageContaining("Unsupported statement");
        assertThatThrownBy(() -> policy(Map.of("Effect", "Allow", "NotAction", "a", "Resource", "*")))
                .hasMessageContaining("Unsupported statement");
        assertThatThrownBy(() -> policy(Map.of("Effect", "Allow", "Action", "a", "Resource", "*", "Condition",
                Map.of("Null", Map.of("key", "true"))))).hasMessageContaining("Unsupported condition operator Null");
        assertThatThrownBy(() -> Policy.of(List.of("AWSXrayWriteOnlyAccess")))
                .hasMessageContaining("Unsupported policy");
    }

    private static Policy policy(Map<String, Object> statement) {
        return Policy.of(List.of(Map.of("Statement", List.of(statement))));
    }

    private static Access keys(String... keys) {
        return new Access("dynamodb:BatchGetItem", TABLE, Map.of("dynamodb:LeadingKeys", List.of(keys)));
    }

    private static Access mail(String from) {
        return new Access("ses:SendEmail", "arn:aws:ses:::identity/x", Map.of("ses:FromAddress", List.of(from)));
    }
}

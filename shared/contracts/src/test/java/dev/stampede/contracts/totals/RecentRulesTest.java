package dev.stampede.contracts.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class RecentRulesTest {

    private static final RuntimeException THROTTLED = DynamoDbException.builder().statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("ThrottlingException").build())
            .build();

    private Instant now = TestEnvironment.NOW;
    private final InstantSource time = () -> now;
    private Rules stored = SampleRules.rules(1, true, 490);
    private @Nullable RuntimeException failure;
    private int reads;
    private final RecentRules rules = new RecentRules(this::read, time.withZone(ZoneOffset.UTC));

    private Rules read() {
        reads++;
        if (failure != null) {
            throw failure;
        }
        return stored;
    }

    @Test
    void recent_withinAMinute_shouldReadOnce() {
        rules.recent();
        stored = SampleRules.rules(2, true, 700);
        now = now.plusSeconds(59);

        assertThat(rules.recent().version()).isEqualTo(1);
        assertThat(reads).isEqualTo(1);

        now = now.plusSeconds(1);
        assertThat(rules.recent().version()).isEqualTo(2);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void current_shouldReadAndBeRemembered() {
        rules.recent();
        stored = SampleRules.rules(2, true, 700);

        assertThat(rules.current().version()).isEqualTo(2);
        assertThat(rules.recent().version()).isEqualTo(2);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void recent_whileTheTableIsAway_shouldUseTheLastForTenMinutesAndTryOnceASecond() {
        rules.recent();
        failure = THROTTLED;
        now = now.plus(Duration.ofMinutes(5));

        assertThat(rules.recent().version()).isEqualTo(1);
        assertThat(rules.recent().version()).isEqualTo(1);
        assertThat(reads).isEqualTo(2);

        now = now.plusSeconds(1);
        assertThat(rules.recent().version()).isEqualTo(1);
        assertThat(reads).isEqualTo(3);

        now = now.plus(Duration.ofMinutes(5));
        assertThatThrownBy(rules::recent).isSameAs(THROTTLED);
    }

    @Test
    void recent_thatCannotBeReadForAnotherReason_shouldFail() {
        rules.recent();
        failure = new IllegalArgumentException("not rules");
        now = now.plusSeconds(60);

        assertThatThrownBy(rules::recent).isSameAs(failure);
    }

    @Test
    void recent_neverRead_shouldFailWithTheTable() {
        failure = THROTTLED;

        assertThatThrownBy(rules::recent).isSameAs(THROTTLED);
    }
}

package dev.stampede.contracts.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublicationTest {

    private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant UNTIL = FROM.plusSeconds(60);

    @Test
    void isLive_shouldBeFromTheBeginningToBeforeTheEnd() {
        var publication = Publication.of(null, FROM.toString(), UNTIL.toString());

        assertThat(publication.isLive(FROM.minusNanos(1))).isFalse();
        assertThat(publication.isLive(FROM)).isTrue();
        assertThat(publication.isLive(UNTIL.minusNanos(1))).isTrue();
        assertThat(publication.isLive(UNTIL)).isFalse();
    }

    @Test
    void isLive_withoutBounds_shouldBeAlways() {
        assertThat(Publication.of(null, null, null)).isEqualTo(Publication.ALWAYS);
        assertThat(Publication.ALWAYS.isLive(Instant.MIN)).isTrue();
        assertThat(Publication.of("PUBLISHED", FROM.toString(), null).isLive(Instant.MAX)).isTrue();
        assertThat(Publication.of(null, null, UNTIL.toString()).isLive(Instant.MIN)).isTrue();
    }

    @Test
    void isLive_ofADraft_shouldBeNever() {
        assertThat(Publication.of("DRAFT", null, null).isLive(FROM)).isFalse();
    }

    @Test
    void publication_thatEndsBeforeItBegins_shouldBeRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Publication(Publication.Status.PUBLISHED, FROM, FROM));
    }
}

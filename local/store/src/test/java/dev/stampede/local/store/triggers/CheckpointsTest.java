package dev.stampede.local.store.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    @TempDir
    private Path directory;

    @Test
    void know_shouldOutliveAKillAtOnce_soThatANewShardIsReadFromItsStart() {
        var checkpoints = Checkpoints.in(directory);
        checkpoints.know("first");
        checkpoints.know("second");

        var afterKill = Checkpoints.in(directory);
        assertThat(afterKill.isKnown("first")).isTrue();
        assertThat(afterKill.isKnown("second")).isTrue();
        assertThat(afterKill.isKnown("third")).isFalse();
    }

    @Test
    void know_aMappingWithPositions_shouldKeepThem() {
        var checkpoints = Checkpoints.in(directory);
        checkpoints.advance("mapping", "shard", "7");
        checkpoints.know("mapping");
        checkpoints.close();

        assertThat(Checkpoints.in(directory).position("mapping", "shard")).contains("7");
    }
}

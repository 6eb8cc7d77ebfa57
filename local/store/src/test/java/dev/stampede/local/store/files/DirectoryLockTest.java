package dev.stampede.local.store.files;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    private Path directory;

    @Test
    void acquire_whileHeld_shouldBeRefusedUntilItIsReleased() throws IOException {
        var data = directory.resolve("new/data");
        try (var _ = DirectoryLock.acquire(data)) {
            assertThatThrownBy(() -> DirectoryLock.acquire(data)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another store is using").hasMessageContaining(data.toString());
        }
        DirectoryLock.acquire(data).close();
    }

    @Test
    void acquire_unusableDirectory_shouldNameIt() {
        assertThatThrownBy(() -> DirectoryLock.acquire(Path.of("/proc/none"))).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("/proc/none");
    }
}

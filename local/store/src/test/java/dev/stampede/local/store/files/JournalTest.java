package dev.stampede.local.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    private Path directory;

    @Test
    void append_shouldBeInTheFileAtOnceAndBeReadInOrder() {
        try (var journal = Journal.open(file(), line -> {})) {
            journal.append("one");
            journal.append("zwei €");
            // Not closed yet, as after a kill.
            assertThat(lines()).containsExactly("one", "zwei €");
        }
    }

    @Test
    void open_afterAKillInTheMiddleOfALine_shouldDropThatLineAndWriteInItsPlace() throws IOException {
        Files.writeString(file(), "one\ntwo\nthr");

        try (var journal = Journal.open(file(), line -> {})) {
            journal.append("four");
        }
        assertThat(lines()).containsExactly("one", "two", "four");

        Files.writeString(file(), "thr");
        assertThat(lines()).isEmpty();
    }

    @Test
    void open_afterAKillInTheMiddleOfACharacter_shouldDropItsLine() throws IOException {
        Files.writeString(file(), "one\n");
        Files.write(file(), new byte[] {(byte) 0xE2, (byte) 0x82}, StandardOpenOption.APPEND);

        assertThat(lines()).containsExactly("one");
    }

    @Test
    void replace_shouldPutTheLinesInThePlaceOfAllOthersAndGoOnBehindThem() {
        try (var journal = Journal.open(file(), line -> {})) {
            for (var i = 0; i < 100; i++) {
                journal.append("line " + i);
            }
            journal.replace(List.of("a", "b"));
            assertThat(journal.size()).isEqualTo(4);
            journal.append("c");
            assertThat(lines()).containsExactly("a", "b", "c");
        }
        assertThat(directory.toFile().list()).containsExactly("journal");
    }

    private Path file() {
        return directory.resolve("journal");
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        Journal.open(file(), lines::add).close();
        return lines;
    }
}

package dev.stampede.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LocalFilesTest {

    @Test
    void directory_ofFunctionsThatStartTogether_shouldDeleteThoseOfEndedProcesses() throws Exception {
        // No process has this ID.
        var old = Path.of(System.getProperty("java.io.tmpdir")).resolve("stampede-search-999999999999");
        for (var number = 0; number < 300; number++) {
            Files.createFile(Files.createDirectories(old.resolve("index-" + number)).resolve("segment"));
        }

        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Path> start = () -> LocalFiles.directory("test");
            for (var own : threads.invokeAll(Collections.nCopies(8, start))) {
                assertThat(own.get()).isEmptyDirectory();
            }
        }
        assertThat(old).doesNotExist();
    }
}

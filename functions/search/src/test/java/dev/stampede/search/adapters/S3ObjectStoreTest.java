package dev.stampede.search.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.search.FakeS3;
import dev.stampede.search.storage.ObjectStore.Listed;
import dev.stampede.search.storage.ObjectStore.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ObjectStoreTest {

    private final FakeS3 s3 = new FakeS3();
    private final S3ObjectStore objects = new S3ObjectStore(() -> s3, "bucket");

    @Test
    void read_shouldTellWhetherAnObjectIsNewKnownOrMissing() {
        var tag = objects.replace("a", bytes("one"), null).orElseThrow();

        assertThat(objects.read("a", null)).isInstanceOfSatisfying(Read.Found.class, found -> {
            assertThat(found.content()).isEqualTo(bytes("one"));
            assertThat(found.tag()).isEqualTo(tag);
        });
        assertThat(objects.read("a", tag)).isEqualTo(new Read.Unchanged());
        assertThat(objects.read("b", null)).isEqualTo(new Read.Missing());
        assertThat(objects.read("b", tag)).isEqualTo(new Read.Missing());
    }

    @Test
    void replace_ofAnObjectThatIsNotAsExpected_shouldChangeNothing() {
        var first = objects.replace("a", bytes("one"), null).orElseThrow();
        var second = objects.replace("a", bytes("two"), first).orElseThrow();

        assertThat(objects.replace("a", bytes("three"), null)).isEmpty();
        assertThat(objects.replace("a", bytes("three"), first)).isEmpty();
        assertThat(objects.replace("b", bytes("three"), second)).isEmpty();
        assertThat(s3.contents()).containsOnlyKeys("a").containsEntry("a", bytes("two"));
    }

    @Test
    void anyRequest_thatFails_shouldThrow() {
        s3.failWith(503);

        assertThatThrownBy(() -> objects.read("a", null)).isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> objects.replace("a", bytes(""), null)).isInstanceOf(S3Exception.class);
        s3.failWith(409);
        assertThat(objects.replace("a", bytes(""), "x")).isEmpty();
    }

    @Test
    void download_shouldBeWhatWasUploaded(@TempDir Path directory) throws IOException {
        var file = Files.write(directory.resolve("in"), bytes("content"));
        objects.upload(file, "files/x");

        assertThat(objects.download("files/x", directory.resolve("out"))).isTrue();
        assertThat(directory.resolve("out")).hasBinaryContent(bytes("content"));
        assertThat(objects.download("files/y", directory.resolve("none"))).isFalse();
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void list_shouldBeAllPagesOfThePrefix() {
        List.of("files/a", "files/b", "files/c", "manifest.json")
                .forEach(name -> objects.replace(name, bytes(""), null));

        assertThat(objects.list("files/").map(Listed::name)).containsExactly("files/a", "files/b", "files/c");
        objects.delete(List.of("files/a", "files/c", "files/none"));
        assertThat(objects.list("files/").map(Listed::name)).containsExactly("files/b");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

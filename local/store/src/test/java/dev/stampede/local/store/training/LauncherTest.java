package dev.stampede.local.store.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path directory;

    @BeforeEach
    void compile() throws IOException {
        var source = Files.writeString(directory.resolve("Program.java"), """
                public class Program {
                    public static void main(String[] arguments) {
                        var resource = Thread.currentThread().getContextClassLoader().getResource("Program.java");
                        System.setProperty("launcher.test", String.join(",", arguments) + (resource != null));
                        if (arguments.length == 0) {
                            throw new IllegalStateException("No arguments");
                        }
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString())).isZero();
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
        System.clearProperty("launcher.test");
    }

    @Test
    void main_programInADirectory_shouldRunWithItsArgumentsAndResources() throws Exception {
        Launcher.main(new String[] {directory.toString(), "Program", "a", "b"});

        assertThat(System.getProperty("launcher.test")).isEqualTo("a,btrue");
    }

    @Test
    void main_programThatFails_shouldFailWithItsException() {
        assertThatThrownBy(() -> Launcher.main(new String[] {directory.toString(), "Program"}))
                .isInstanceOf(IllegalStateException.class).hasMessage("No arguments");
    }
}

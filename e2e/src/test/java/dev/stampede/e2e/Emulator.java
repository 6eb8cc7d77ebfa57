package dev.stampede.e2e;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** An emulator of AWS that the local store uses for its services: one that runs already, or a container. */
final class Emulator implements AutoCloseable {

    /** The last release that runs without a token. */
    private static final String LOCALSTACK_WITHOUT_TOKEN = "localstack/localstack:4.14.0";

    /** The release that is used when {@code LOCALSTACK_AUTH_TOKEN} is set. */
    private static final String LOCALSTACK = "localstack/localstack:2026.06.0";

    private static final String FLOCI = "floci/floci:1.5.11";
    private static final int PORT = 4566;

    private final URI url;
    private final @Nullable GenericContainer<?> container;

    private Emulator(URI url, @Nullable GenericContainer<?> container) {
        this.url = url;
        this.container = container;
    }

    /** @param name {@code localstack}, {@code floci}, the URL of a running one, or nothing for none */
    static Optional<Emulator> named(String name) {
        return switch (name) {
            case "" -> Optional.empty();
            case "localstack" -> Optional.of(start(localStack()));
            case "floci" -> Optional.of(start(new GenericContainer<>(DockerImageName.parse(FLOCI))));
            default -> Optional.of(new Emulator(URI.create(name), null));
        };
    }

    /** Whether the emulator of that name needs Docker and there is none. */
    static boolean lacksDocker(String name) {
        return (name.equals("localstack") || name.equals("floci"))
                && !DockerClientFactory.instance().isDockerAvailable();
    }

    URI url() {
        return url;
    }

    private static GenericContainer<?> localStack() {
        var token = System.getenv("LOCALSTACK_AUTH_TOKEN");
        if (token == null || token.isBlank()) {
            return new GenericContainer<>(DockerImageName.parse(LOCALSTACK_WITHOUT_TOKEN));
        }
        return new GenericContainer<>(DockerImageName.parse(LOCALSTACK)).withEnv("LOCALSTACK_AUTH_TOKEN", token);
    }

    private static Emulator start(GenericContainer<?> container) {
        container.withExposedPorts(PORT).waitingFor(Wait.forListeningPort()).start();
        return new Emulator(
                URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT)), container);
    }

    @Override
    public void close() {
        if (container != null) {
            container.stop();
        }
    }
}

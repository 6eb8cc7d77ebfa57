package dev.stampede.local.store.aws;

import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Secrets of this machine: those that parts of the local store provide, and those in the JSON file that the environment
 * variable {@code STAMPEDE_SECRETS} names, by ID. The file is read for each request, so that secrets can be rotated.
 * Thread-safe.
 */
public final class LocalSecrets implements SecretsManagerClient {

    public static final LocalSecrets INSTANCE = new LocalSecrets();

    private static final String FILE = "STAMPEDE_SECRETS";

    private final Map<String, Supplier<String>> provided = new ConcurrentHashMap<>();

    private LocalSecrets() {}

    /** Provides a secret. */
    public void provide(String id, Supplier<String> secret) {
        provided.put(id, secret);
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        var secret = Optional.ofNullable(provided.get(request.secretId())).map(Supplier::get)
                .or(() -> inFile(request.secretId()))
                .orElseThrow(() -> ResourceNotFoundException.builder().statusCode(400)
                        .message("The secret is not in the file that " + FILE + " names").build());
        return GetSecretValueResponse.builder().secretString(secret).build();
    }

    private static Optional<String> inFile(String id) {
        var file = System.getenv(FILE);
        if (file == null || file.isBlank()) {
            return Optional.empty();
        }
        try {
            var secrets = Json.read(Files.readString(Path.of(file)), Map.class);
            return Optional.ofNullable(secrets.get(id))
                    .map(secret -> secret instanceof String text ? text : Json.write(secret));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}

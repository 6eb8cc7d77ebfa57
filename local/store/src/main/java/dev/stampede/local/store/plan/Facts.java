package dev.stampede.local.store.plan;

import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the dated data files that a plan is computed from. */
public final class Facts {

    private Facts() {}

    /** AWS's quotas and prices, from {@code plan/aws.json}. */
    public static AwsFacts aws() {
        return read("/plan/aws.json", AwsFacts.class);
    }

    /** What orders and requests use, from {@code plan/measurements.json}. */
    public static Measurements measurements() {
        return read("/plan/measurements.json", Measurements.class);
    }

    private static <T> T read(String resource, Class<T> type) {
        try (var file = Facts.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("Not in the class path: " + resource);
            }
            return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8), type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

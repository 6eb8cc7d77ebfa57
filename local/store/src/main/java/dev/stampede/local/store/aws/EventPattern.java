package dev.stampede.local.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * Event patterns, evaluated with AWS's Event Ruler library. An event matches if it matches any pattern; without
 * patterns, all events match.
 *
 * <p>
 * Immutable and thread-safe.
 */
public final class EventPattern {

    private final Machine machine = Machine.builder().build();
    private final boolean matchesAll;

    private EventPattern(List<String> patterns) {
        matchesAll = patterns.isEmpty() || patterns.stream().anyMatch(EventPattern::isEmpty);
        if (!matchesAll) {
            patterns.forEach(this::add);
        }
    }

    /**
     * @param patterns JSON
     * @throws IllegalArgumentException if a pattern is invalid
     */
    public static EventPattern anyOf(List<String> patterns) {
        return new EventPattern(patterns);
    }

    public boolean matchesAll() {
        return matchesAll;
    }

    public boolean matches(JsonNode event) {
        return matchesAll || !machine.rulesForJSONEvent(event).isEmpty();
    }

    private void add(String pattern) {
        try {
            machine.addRule(pattern, pattern);
        } catch (IOException invalid) {
            throw new IllegalArgumentException("Invalid event pattern: " + pattern, invalid);
        }
    }

    private static boolean isEmpty(String pattern) {
        return pattern.replaceAll("\\s", "").equals("{}");
    }
}

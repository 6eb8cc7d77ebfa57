package dev.stampede.local.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * Event patterns as AWS evaluates them, by AWS's own library. An event matches if it matches one of the patterns; where
 * there is no pattern, everything matches.
 *
 * <p>
 * Immutable and safe for use by many threads.
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
     * @throws IllegalArgumentException if one is not a valid pattern
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
            throw new IllegalArgumentException("Not a valid event pattern: " + pattern, invalid);
        }
    }

    private static boolean isEmpty(String pattern) {
        return pattern.replaceAll("\\s", "").equals("{}");
    }
}

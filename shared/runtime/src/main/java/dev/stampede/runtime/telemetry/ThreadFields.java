package dev.stampede.runtime.telemetry;

import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.ThreadLocalMapOfStacks;
import org.slf4j.spi.MDCAdapter;

/** Fields of each thread's log lines. SLF4J's own adapter passes them to new threads, which outlive an invocation. */
final class ThreadFields implements MDCAdapter {

    private final ThreadLocal<Map<String, String>> fields = ThreadLocal.withInitial(HashMap::new);
    private final ThreadLocalMapOfStacks stacks = new ThreadLocalMapOfStacks();

    @Override
    public void put(String key, @Nullable String value) {
        if (value == null) {
            remove(key);
        } else {
            fields.get().put(key, value);
        }
    }

    @Override
    public @Nullable String get(String key) {
        return fields.get().get(key);
    }

    @Override
    public void remove(String key) {
        fields.get().remove(key);
    }

    @Override
    public void clear() {
        fields.remove();
    }

    @Override
    public Map<String, String> getCopyOfContextMap() {
        return Map.copyOf(fields.get());
    }

    @Override
    public void setContextMap(Map<String, String> contextMap) {
        fields.set(new HashMap<>(contextMap));
    }

    @Override
    public void pushByKey(String key, String value) {
        stacks.pushByKey(key, value);
    }

    @Override
    public @Nullable String popByKey(String key) {
        return stacks.popByKey(key);
    }

    @Override
    public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
        return stacks.getCopyOfDequeByKey(key);
    }

    @Override
    public void clearDequeByKey(String key) {
        stacks.clearDequeByKey(key);
    }
}

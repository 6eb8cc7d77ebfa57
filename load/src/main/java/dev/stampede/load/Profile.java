package dev.stampede.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Profiles CPU time by component with JFR's stack sampling: by CPU time, including native code, on Linux ("JFR CPU-Time
 * Profiling", JEP 509), otherwise by wall-clock time of threads that run Java code.
 */
final class Profile implements AutoCloseable {

    private static final String BY_PROCESSOR_TIME = "jdk.CPUTimeSample";
    private static final String BY_WALL_TIME = "jdk.ExecutionSample";
    private static final String COLLECTION = "jdk.GCCPUTime";
    private static final Duration PERIOD = Duration.ofMillis(10);

    private final RecordingStream stream = new RecordingStream();
    private final Map<String, LongAdder> samples = new ConcurrentHashMap<>();
    private final LongAdder collectorNanos = new LongAdder();
    private final boolean byProcessorTime;
    private final long cpuAtStart;

    private Profile() {
        byProcessorTime = FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .anyMatch(type -> type.getName().equals(BY_PROCESSOR_TIME));
        var event = byProcessorTime ? BY_PROCESSOR_TIME : BY_WALL_TIME;
        stream.enable(event).with(byProcessorTime ? "throttle" : "period", PERIOD.toMillis() + " ms");
        stream.onEvent(event, this::count);
        stream.enable(COLLECTION);
        stream.onEvent(COLLECTION, collection -> collectorNanos.add(
                collection.getDuration("userTime").plus(collection.getDuration("systemTime")).toNanos()));
        stream.setReuse(true);
        stream.startAsync();
        cpuAtStart = cpuNanos();
    }

    /**
     * The profile.
     *
     * @param cpuSeconds CPU time of the process
     * @param shares     fraction of the CPU time by component, largest first; the fractions add up to 1
     */
    record Found(double cpuSeconds, Map<String, Double> shares) {}

    static Profile start() {
        return new Profile();
    }

    Found stop() {
        var cpu = cpuNanos() - cpuAtStart;
        stream.stop();
        var sampled = samples.values().stream().mapToLong(LongAdder::sum).sum();
        var javaNanos = byProcessorTime ? Math.min(sampled * PERIOD.toNanos(), cpu) : cpu;
        var shares = samples.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> entry.getValue().sum() / (double) sampled * javaNanos / cpu));
        if (byProcessorTime) {
            var collector = Math.min(collectorNanos.sum(), cpu - javaNanos);
            shares.put("JVM: garbage collection pauses", collector / (double) cpu);
            shares.put("JVM: JIT compiler and other threads", (cpu - javaNanos - collector) / (double) cpu);
        }
        return new Found(cpu / (double) Duration.ofSeconds(1).toNanos(), sorted(shares));
    }

    @Override
    public void close() {
        stream.close();
    }

    private void count(RecordedEvent event) {
        var stack = event.getStackTrace();
        var classes = stack == null ? List.<String> of()
                : stack.getFrames().stream().map(frame -> frame.getMethod().getType().getName()).toList();
        samples.computeIfAbsent(Layers.of(classes), _ -> new LongAdder()).increment();
    }

    private static Map<String, Double> sorted(Map<String, Double> shares) {
        return shares.entrySet().stream().sorted(Map.Entry.<String, Double> comparingByValue().reversed())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}

package dev.stampede.reports;

import dev.stampede.contracts.id.ReportId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.runtime.jobs.Jobs;
import dev.stampede.runtime.testing.Killable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything around reports in memory, which can be cut off at any call. */
final class InMemoryReports extends Killable
        implements Jobs<ReportJob>, ReportFiles, ReportQueue, PlacedOrders, StockMovements {

    private static final int PAGE = 5;

    private final Map<String, ReportJob> jobs = new HashMap<>();
    private final Map<String, byte[]> chunks = new HashMap<>();
    private final Map<String, String> sums = new HashMap<>();
    private final Map<ReportId, byte[]> files = new HashMap<>();
    final List<Order> orders = new ArrayList<>();
    final List<Movement> movements = new ArrayList<>();
    final Deque<Step> messages = new ArrayDeque<>();

    @Override
    public void create(ReportJob job) {
        jobs.put(job.key(), job);
    }

    @Override
    public Optional<ReportJob> find(String key) {
        before();
        var found = Optional.ofNullable(jobs.get(key));
        after();
        return found;
    }

    @Override
    public boolean replace(ReportJob seen, ReportJob next) {
        before();
        var isReplaced = jobs.containsKey(seen.key()) && jobs.get(seen.key()).version() == seen.version();
        if (isReplaced) {
            jobs.put(seen.key(), next);
        }
        after();
        return isReplaced;
    }

    @Override
    public Jobs.Page<ReportJob> list(@Nullable String after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void keepChunk(ReportId id, int chunk, byte[] rows) {
        before();
        chunks.put(id + "/" + chunk, rows.clone());
        after();
    }

    @Override
    public void keepSums(ReportId id, int chunk, String kept) {
        before();
        sums.put(id + "/" + chunk, kept);
        after();
    }

    @Override
    public String sums(ReportId id, int chunk) {
        before();
        var found = Objects.requireNonNull(sums.get(id + "/" + chunk));
        after();
        return found;
    }

    @Override
    public void publish(ReportJob job) {
        before();
        var file = new ByteArrayOutputStream();
        for (var chunk = 0; chunk < job.chunks(); chunk++) {
            file.writeBytes(Objects.requireNonNull(chunks.get(job.id() + "/" + chunk)));
        }
        if (file.size() != job.bytes()) {
            throw new AssertionError("The chunks have " + file.size() + " bytes, not " + job.bytes());
        }
        files.put(job.id(), file.toByteArray());
        after();
    }

    @Override
    public Link link(ReportJob job) {
        return new Link("https://files.example.com/" + job.id(), Instant.EPOCH);
    }

    String file(ReportId id) {
        return new String(Objects.requireNonNull(files.get(id)), StandardCharsets.UTF_8);
    }

    @Override
    public void add(Step step) {
        before();
        messages.add(step);
        after();
    }

    @Override
    public PlacedOrders.Page ofDay(LocalDate day, @Nullable String after) {
        before();
        var rest = orders.stream()
                .filter(order -> LocalDate.ofInstant(order.placedAt(), ZoneOffset.UTC).equals(day))
                .sorted(Comparator.comparing(InMemoryReports::key))
                .filter(order -> after == null || key(order).compareTo(after) > 0)
                .toList();
        var page = rest.subList(0, Math.min(PAGE, rest.size()));
        var next = rest.size() > PAGE ? Optional.of(key(page.getLast())) : Optional.<String> empty();
        after();
        return new PlacedOrders.Page(page, next);
    }

    private static String key(Order order) {
        return order.placedAt() + "#" + order.id();
    }

    @Override
    public List<Sku> skus(@Nullable Sku after) {
        before();
        var found = movements.stream()
                .map(movement -> movement.sku().value())
                .filter(sku -> after == null || sku.compareTo(after.value()) > 0)
                .distinct()
                .sorted()
                .limit(2)
                .map(Sku::new)
                .toList();
        after();
        return found;
    }

    @Override
    public StockMovements.Page ofSku(Sku sku, Instant from, Instant until, @Nullable String after) {
        before();
        var rest = movements.stream()
                .filter(one -> one.sku().equals(sku) && !one.at().isBefore(from) && one.at().isBefore(until))
                .sorted(Comparator.comparing(Movement::adjustmentId))
                .filter(one -> after == null || one.adjustmentId().compareTo(after) > 0)
                .toList();
        var page = rest.subList(0, Math.min(PAGE, rest.size()));
        var next = rest.size() > PAGE ? Optional.of(page.getLast().adjustmentId()) : Optional.<String> empty();
        after();
        return new StockMovements.Page(page, next);
    }
}

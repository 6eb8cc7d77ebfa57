package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code AccountConcurrency}, no API traffic keeps the functions that finish orders from running. */
class AccountConcurrencyTest {

    private static final Set<String> FINISHING = Set.of("ReservationsFunction", "RelayFunction", "PaymentsFunction",
            "HoldExpiryFunction", "ReleasesFunction");

    /** What Lambda keeps for functions without reserved concurrency (AWS Lambda Developer Guide, "Reserved concurrency"). */
    private static final int UNRESERVED_MINIMUM = 100;

    /** An on-demand table starts with 4 partitions; this is one that takes 10,000 write units a second. */
    private static final int STREAM_SHARDS = 10;

    /** One part of this many is left to the API. */
    private static final int API_SHARE = 2;

    @ParameterizedTest
    @ValueSource(ints = {1000, 3000, 10000})
    void reservations_shouldLeaveHalfOfTheAccountToTheApi(int account) {
        var reserved = template(account).functions().stream()
                .mapToInt(function -> function.reservedConcurrency().orElse(0)).sum();
        assertThat(account - reserved).isGreaterThanOrEqualTo(UNRESERVED_MINIMUM)
                .isGreaterThanOrEqualTo(account / API_SHARE);
    }

    /** More would be throttled, and come back later. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 3000, 10000})
    void reservations_shouldCoverWhatTheQueuesOfAFunctionSendAtOnce(int account) {
        assertThat(template(account).functions().stream().filter(function -> FINISHING.contains(function.logicalId()))
                .filter(function -> !function.events("SQS").isEmpty())).hasSize(3).allSatisfy(
                        function -> assertThat(function.reservedConcurrency()).as(function.logicalId())
                                .hasValue(function.events("SQS").stream()
                                        .mapToInt(AccountConcurrencyTest::maximumConcurrency).sum()));
    }

    @Test
    void reservations_shouldCoverAStreamOfTenShards() {
        assertThat(template(1000).functions().stream().filter(function -> FINISHING.contains(function.logicalId())))
                .allSatisfy(function -> assertThat(function.reservedConcurrency().orElseThrow())
                        .as(function.logicalId()).isGreaterThanOrEqualTo(demand(function)));
    }

    @Test
    void reservations_withoutAQuota_shouldBeNone() {
        assertThat(template(0).functions()).allSatisfy(
                function -> assertThat(function.reservedConcurrency()).as(function.logicalId()).isEmpty());
    }

    @Test
    void finishingFunctions_inAnAccountFullOfApiTraffic_shouldNeverBeThrottled() {
        var sale = new Sale(template(1000), 1000);
        sale.run(600);
        assertThat(sale.throttles).doesNotContainKeys(FINISHING.toArray(String[]::new));
        // And the traffic did fill all that is not reserved.
        assertThat(sale.throttles).containsKeys("BrowseFunction", "CheckoutFunction");
        assertThat(sale.busiest).isEqualTo(1000 - sale.reserved());
    }

    @Test
    void finishingFunctions_withoutReservations_shouldStarve() {
        var sale = new Sale(template(0), 1000);
        sale.run(600);
        assertThat(sale.throttles).containsKeys(FINISHING.toArray(String[]::new));
        assertThat(sale.started.keySet()).doesNotContainAnyElementsOf(FINISHING);
    }

    /**
     * An account in which each API function could use up all of the quota, ten times a second, and always asks first. Lambda
     * starts an invocation of a function with reserved concurrency if fewer of it run, and any other if the rest of the quota
     * is not used up.
     */
    private static final class Sale {

        private final int quota;
        private final List<FunctionDefinition> functions;
        private final Map<String, Queue<Integer>> running = new HashMap<>();
        private final Map<String, Integer> throttles = new TreeMap<>();
        private final Map<String, Integer> started = new TreeMap<>();
        /** The most concurrent executions of functions without reserved concurrency. */
        private int busiest;

        Sale(Template template, int quota) {
            this.quota = quota;
            this.functions = Stream.concat(
                    template.functions().stream().filter(function -> !function.events("Api").isEmpty()),
                    template.functions().stream().filter(function -> function.events("Api").isEmpty())).toList();
        }

        int reserved() {
            return functions.stream().mapToInt(function -> function.reservedConcurrency().orElse(0)).sum();
        }

        void run(int ticks) {
            for (var tick = 0; tick < ticks; tick++) {
                end(tick);
                for (var function : functions) {
                    var wanted = function.events("Api").isEmpty()
                            ? demand(function) - running(function).size()
                            : quota;
                    start(function, wanted, tick + duration(function));
                }
                busiest = Math.max(busiest, functions.stream()
                        .filter(function -> function.reservedConcurrency().isEmpty())
                        .mapToInt(function -> running(function).size()).sum());
            }
        }

        private void end(int tick) {
            running.values().forEach(ends -> ends.removeIf(end -> end <= tick));
        }

        private void start(FunctionDefinition function, int wanted, int end) {
            var admitted = Math.min(wanted, free(function));
            IntStream.range(0, admitted).forEach(invocation -> running(function).add(end));
            if (admitted > 0) {
                started.merge(function.logicalId(), admitted, Integer::sum);
            }
            if (admitted < wanted) {
                throttles.merge(function.logicalId(), wanted - admitted, Integer::sum);
            }
        }

        private int free(FunctionDefinition function) {
            return function.reservedConcurrency().isPresent()
                    ? function.reservedConcurrency().getAsInt() - running(function).size()
                    : quota - functions.stream().mapToInt(other -> other.reservedConcurrency()
                            .orElseGet(() -> running(other).size())).sum();
        }

        private Queue<Integer> running(FunctionDefinition function) {
            return running.computeIfAbsent(function.logicalId(), id -> new ArrayDeque<>());
        }

        /** In ticks of 0.1 s: order reads wait for up to 20 s; other calls take 0.1 s, and a charge a second. */
        private static int duration(FunctionDefinition function) {
            return switch (function.logicalId()) {
                case "OrdersFunction" -> 200;
                case "PaymentsFunction", "PaymentRetryFunction" -> 10;
                default -> 1;
            };
        }
    }

    /** The concurrency that a function's queues and streams use with a backlog; 1 for schedules and topics. */
    private static int demand(FunctionDefinition function) {
        var queues = function.events("SQS").stream().mapToInt(AccountConcurrencyTest::maximumConcurrency).sum();
        var streams = function.events("DynamoDB").stream().mapToInt(event -> STREAM_SHARDS * Integer.parseInt(
                String.valueOf(event.properties().get("ParallelizationFactor")))).sum();
        return Math.max(1, queues + streams);
    }

    private static int maximumConcurrency(EventDefinition event) {
        return Integer.parseInt(String.valueOf(
                ((Map<?, ?>) event.properties().get("ScalingConfig")).get("MaximumConcurrency")));
    }

    private static Template template(int account) {
        return Project.template(Map.of("Stage", "prod", "AccountConcurrency", String.valueOf(account)));
    }
}

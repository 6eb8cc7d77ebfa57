package dev.stampede.local.store.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final AwsFacts AWS = Facts.aws();
    private static final Measurements MEASURED = Facts.measurements();
    private static final int CASES = 200;
    private static final Path TEMPLATE = Path.of("../../template.yaml");

    @Test
    void plan_moreUnits_shouldNeverSellOutEarlier() {
        var random = new Random(1);
        for (var i = 0; i < CASES; i++) {
            var buyers = 1 + random.nextInt(1_000_000);
            var minutes = 0.1 + random.nextInt(100);
            var stock = 1 + random.nextInt(100_000);
            var fewer = plan(new Demand(buyers, minutes, stock)).byDefault();
            var more = plan(new Demand(buyers, minutes, stock + 1 + random.nextInt(100_000))).byDefault();
            for (var stage : Stage.values()) {
                assertThat(more.forecast().seconds().get(stage)).as(stage + " of case " + i)
                        .isGreaterThanOrEqualTo(fewer.forecast().seconds().get(stage) * 0.999);
            }
            assertThat(more.bill().total()).isGreaterThanOrEqualTo(fewer.bill().total());
        }
    }

    @Test
    void plan_moreBuyersWithStockForAll_shouldNeverBeDoneEarlierOrCheaper() {
        for (var buyers = 1L; buyers <= 10_000_000; buyers *= 10) {
            var fewer = plan(new Demand(buyers, 10, 1_000_000_000)).byDefault();
            var more = plan(new Demand(buyers * 3, 10, 1_000_000_000)).byDefault();
            assertThat(more.forecast().seconds().get(Stage.PAID))
                    .isGreaterThanOrEqualTo(fewer.forecast().seconds().get(Stage.PAID) * 0.999);
            assertThat(more.bill().total()).isGreaterThan(fewer.bill().total());
        }
    }

    @Test
    void plan_prepared_shouldNeverBeSlower() {
        for (var stock : List.of(100L, 50_000L, 500_000L)) {
            for (var buyers : List.of(1_000L, 100_000L, 1_000_000L)) {
                var plan = plan(new Demand(buyers, 10, stock));
                for (var stage : Stage.values()) {
                    assertThat(plan.whenPrepared().forecast().seconds().get(stage))
                            .as("%s, %d of %d", stage, buyers, stock)
                            .isLessThanOrEqualTo(plan.byDefault().forecast().seconds().get(stage) * 1.001);
                }
            }
        }
    }

    @Test
    void forecast_aSlowStage_shouldTakeAsLongAsItsCeilingSays() {
        var ceilings = List.of(Ceiling.constant(Stage.ACCEPTED, "a", 100, "", ""),
                Ceiling.constant(Stage.RESERVED, "b", 10, "", ""), Ceiling.constant(Stage.PAID, "c", 50, "", ""));

        var forecast = Forecast.of(1_000, 1_000, ceilings, Map.of(Stage.RESERVED, 2.0));

        assertThat(forecast.seconds().get(Stage.ACCEPTED)).isCloseTo(10, within(0.1));
        assertThat(forecast.seconds().get(Stage.RESERVED)).isCloseTo(102, within(0.5));
        assertThat(forecast.seconds().get(Stage.PAID)).isCloseTo(102, within(0.5));
        assertThat(forecast.perSecond().get(Stage.PAID)).isCloseTo(10, within(0.1));
        var reserved = forecast.timeline().get(Stage.RESERVED);
        assertThat(reserved.stream().mapToLong(Long::longValue).sum()).isEqualTo(1_000);
        assertThat(reserved).allMatch(count -> count <= 11);
    }

    @Test
    void forecast_aCeilingThatGrows_shouldBeFasterThanItsStartAndSlowerThanItsEnd() {
        var growing = List.of(new Ceiling(Stage.PAID, "grows", 10, 1, 100, "", ""));

        var seconds = Forecast.of(1_000, 1_000, growing, Map.of()).seconds().get(Stage.PAID);

        // 10 t + t²/2 = 1,000
        assertThat(seconds).isCloseTo(35.8, within(0.5));
    }

    @Test
    void forecast_noCeilingIsMet_shouldEndWithTheArrivals() {
        var forecast = Forecast.of(1_000, 10, List.of(Ceiling.constant(Stage.ACCEPTED, "high", 1e6, "", "")), Map.of());

        assertThat(forecast.seconds()).allSatisfy((stage, seconds) -> assertThat(seconds).isCloseTo(100, within(0.1)));
    }

    /** The table of docs/operations.md. */
    @Test
    void ceilings_ofAStoreThatIsNotPrepared_shouldBeThoseOfTheDocument() throws IOException {
        var document = Files.readString(Path.of("../../docs/operations.md"));

        assertThat(Ceilings.of(DropSettings.defaults(), AWS, MEASURED)).allSatisfy(ceiling -> assertThat(document)
                .contains(String.format(Locale.ROOT, "| %s | %s | %,.0f |", ceiling.name(), ceiling.arithmetic(),
                        ceiling.perSecond())));
        AWS.quotas().forEach((name, quota) -> assertThat(document).as(name).contains(quota.source()));
    }

    /** Commands that work on a stack have no template, so the model has these numbers too. */
    @Test
    void ceilings_shouldHaveTheNumbersOfTheTemplate() {
        var store = Template.inspect(TEMPLATE, Map.of("Stage", "dev"));
        var payments = store.function("PaymentsFunction").events("SQS").getFirst().properties();
        assertThat(payments.get("ScalingConfig")).extracting("MaximumConcurrency").asString()
                .isEqualTo(String.format(Locale.ROOT, "%.0f", Ceilings.WORKER_CONCURRENCY));
        assertThat(payments.get("BatchSize")).hasToString(Integer.toString(Ceilings.QUEUE_BATCH));
        assertThat(store.function("ReservationsFunction").events("DynamoDB").getFirst().properties().get("BatchSize"))
                .hasToString(String.format(Locale.ROOT, "%.0f", Ceilings.RESERVATION_BATCH));

        var account = 1_000;
        var reserved = Template
                .inspect(TEMPLATE, Map.of("Stage", "dev", "AccountConcurrency", Integer.toString(account))).functions()
                .stream().map(function -> function.properties().get("ReservedConcurrentExecutions"))
                .filter(Objects::nonNull).mapToInt(executions -> Integer.parseInt(executions.toString())).sum();
        assertThat((double) (account - reserved) / account).isEqualTo(Ceilings.API_SHARE);
    }

    @Test
    void plan_shouldRaiseTheRateOfEmailsOnlyIfTheyWouldTakeLongerThanTheSale() {
        assertThat(plan(new Demand(1_000_000, 10, 8_000)).quotas()).extracting(Plan.NeededQuota::name)
                .noneMatch(name -> name.startsWith("SES"));
        var raised = plan(new Demand(1_000_000, 10, 40_000));
        assertThat(raised.quotas()).filteredOn(quota -> quota.name().startsWith("SES")).singleElement()
                .satisfies(quota -> assertThat(quota.needed()).isEqualTo(67));
        assertThat(raised.byDefault().forecast().seconds().get(Stage.EMAILED)).isGreaterThan(2_800);
        assertThat(raised.whenPrepared().forecast().seconds().get(Stage.EMAILED)).isLessThan(660);
    }

    @Test
    void newTables_shouldTakeAThousandOrdersASecond() {
        var table = Ceilings.of(DropSettings.defaults(), AWS, MEASURED).stream()
                .filter(ceiling -> ceiling.name().equals("warm throughput of OrdersTable")).findFirst().orElseThrow();

        assertThat(table.perSecond()).isEqualTo(1_000);
    }

    @Test
    void facts_shouldNameADateAndASourceForEachValue() {
        assertThat(AWS.readOn()).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(MEASURED.measuredOn()).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(AWS.quotas().values()).allSatisfy(quota -> {
            assertThat(quota.source()).startsWith("https://");
            assertThat(quota.value()).isPositive();
        });
        assertThat(AWS.prices().values()).allSatisfy(price -> {
            assertThat(price.source()).startsWith("https://");
            assertThat(price.usd()).isPositive();
        });
        assertThat(AWS.regions().values()).allSatisfy(region -> {
            assertThat(AWS.quotas().keySet()).containsAll(region.quotas().keySet());
            assertThat(AWS.prices().keySet()).containsAll(region.prices().keySet());
        });
    }

    @Test
    void settings_ofAnyRate_shouldBeValidParametersOfTheTemplate() {
        for (var rate : List.of(1L, 99L, 1_000L, 1_667L, 10_000L, DropSettings.MOST_PER_SECOND)) {
            for (var concurrency : List.of(10L, 1_000L, 5_000L, 100_000L)) {
                var settings = DropSettings.of(rate, concurrency);
                inspect(settings);
                assertThat(settings.shards()).isBetween(16, DropSettings.MAX_SHARDS);
            }
        }
        inspect(DropSettings.defaults());
    }

    private static void inspect(DropSettings settings) {
        var parameters = new HashMap<>(settings.parameters());
        parameters.put("Stage", "dev");
        Template.inspect(TEMPLATE, parameters);
    }

    @Test
    void plan_invalidDemandOrUnknownRegion_shouldSayWhichOption() {
        assertThatThrownBy(() -> new Demand(0, 1, 1)).hasMessageStartingWith("--buyers");
        assertThatThrownBy(() -> new Demand(1, 0, 1)).hasMessageStartingWith("--minutes");
        assertThatThrownBy(() -> new Demand(1, 1, 0)).hasMessageStartingWith("--stock");
        assertThatThrownBy(() -> Plan.of(new Demand(1, 1, 1), "mars-1", AWS, MEASURED))
                .hasMessageContaining("--region must be one of eu-central-1, ");
    }

    private static Plan plan(Demand demand) {
        return Plan.of(demand, AwsFacts.DEFAULT_REGION, AWS, MEASURED);
    }
}

package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stampede.contracts.orders.OrderStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SaleTest {

    @Test
    void run_ofMoreOrdersThanUnits_shouldSellThemAllAndCountEverything() throws Exception {
        var scenario = new Scenario(40, 8, 0, 30, 4, new Scenario.Units(1, 1), 1, false, 0, 0, null, 0, 1);

        var result = new Sale(template(), scenario, "a small sale").run();

        assertThat(result.verdict().faults()).isEmpty();
        assertThat(result.verdict().orders()).containsEntry(OrderStatus.PAID, 30);
        var counts = result.counts();
        assertThat(counts.accepted() + counts.soldOut()).isEqualTo(counts.tried()).isEqualTo(40);
        assertThat(counts.reserved()).isEqualTo(counts.paid()).isEqualTo(30);
        assertThat(counts.reserved() + counts.rejected()).isEqualTo(counts.accepted()).isEqualTo(counts.emailed());
        assertThat(result.timesTo().get("paid").count()).isEqualTo(30);
        assertThat(result.stock().transactions()).isPositive();
        assertThat(result.units().perOrder()).anySatisfy(units -> {
            assertThat(units.resource()).isEqualTo("OrdersTable/byDay");
            assertThat(units.writes()).isEqualTo(1);
        });
        assertThat(result.cpuShares().values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, org.assertj.core.api.Assertions.within(0.01));
        assertThat(JsonMapper.builder().build().readTree(ResultJson.of(result)).at("/counts/paid").asInt())
                .isEqualTo(30);
        assertThat(Page.of(result)).contains("<polyline", "a small sale").doesNotContain("http://", "https://");
    }

    static Path template() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("template.yaml"))) {
                return folder.resolve("template.yaml");
            }
        }
        throw new IllegalStateException("No template.yaml here or above");
    }
}

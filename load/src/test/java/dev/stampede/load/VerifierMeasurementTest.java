package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifierMeasurementTest {

    /** So few that an hour's recount covers all of them; the benchmark shows what more of them cost. */
    @Test
    void run_oldAndRecentOrders_shouldVerifyThemAndMeasureItsReads() {
        var measurement = new VerifierMeasurement(SaleTest.template(), 20, 5);

        var few = measurement.run(100);
        var many = measurement.run(300);

        assertThat(few.first().isVerified()).isTrue();
        assertThat(many.first().isVerified()).isTrue();
        assertThat(many.first().readUnits()).isGreaterThan(few.first().readUnits());
    }
}

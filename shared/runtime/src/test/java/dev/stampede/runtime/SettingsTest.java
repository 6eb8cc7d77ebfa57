package dev.stampede.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private record Config(String table, String origin, int shards, Duration hold) {}

    @Test
    void read_allThere_shouldHandThemOut() {
        var settings = new Settings(
                Map.of("TABLE", "orders", "ORIGIN", "https://shop.example.com", "SHARDS", " 4 ", "HOLD", "900"));
        assertThat(read(settings))
                .isEqualTo(new Config("orders", "https://shop.example.com", 4, Duration.ofMinutes(15)));
    }

    @Test
    void read_optionalIsAbsentOrBlank_shouldFallBack() {
        assertThat(read(new Settings(Map.of("TABLE", "orders", "SHARDS", "1", "HOLD", "1"))).origin()).isEqualTo("*");
        assertThat(read(new Settings(Map.of("TABLE", "orders", "ORIGIN", " ", "SHARDS", "1", "HOLD", "1"))).origin())
                .isEqualTo("*");
    }

    @Test
    void read_severalFaults_shouldNameThemAllAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(new Settings(Map.of("TABLE", " ", "SHARDS", "many"))))
                .withMessage("Settings: TABLE is not set; SHARDS must be an integer from 1 to 64; HOLD is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "-1", "1.5", "1e3", "99999999999"})
    void read_numberOutOfBounds_shouldNameTheBounds(String value) {
        var settings = new Settings(Map.of("TABLE", "orders", "SHARDS", value, "HOLD", "1"));
        assertThatIllegalStateException()
                .isThrownBy(() -> read(settings))
                .withMessage("Settings: SHARDS must be an integer from 1 to 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "64"})
    void read_numberAtABound_shouldTakeIt(String value) {
        var settings = new Settings(Map.of("TABLE", "orders", "SHARDS", value, "HOLD", "1"));
        assertThat(read(settings).shards()).isEqualTo(Integer.parseInt(value));
    }

    @Test
    void read_choice_shouldTakeOneOfTheValuesAndNameThemOtherwise() {
        assertThat(new Settings(Map.of("COLOR", "red")).<String> read(s -> s.oneOf("COLOR", "red", "blue")))
                .isEqualTo("red");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Settings(Map.of("COLOR", "Red")).read(s -> s.oneOf("COLOR", "red", "blue")))
                .withMessage("Settings: COLOR must be one of red, blue");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Settings(Map.of()).read(s -> s.oneOf("COLOR", "red", "blue")))
                .withMessage("Settings: COLOR is not set");
    }

    @Test
    void read_environmentChangedLater_shouldNotMatter() {
        var environment = new HashMap<>(Map.of("TABLE", "orders", "SHARDS", "1", "HOLD", "1"));
        var settings = new Settings(environment);
        environment.clear();
        assertThat(read(settings).table()).isEqualTo("orders");
    }

    private static Config read(Settings settings) {
        return settings.read(s -> new Config(
                s.text("TABLE"), s.text("ORIGIN", "*"), s.integer("SHARDS", 1, 64), s.seconds("HOLD", 1, 900)));
    }
}

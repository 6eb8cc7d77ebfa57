package dev.stampede.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.e2e.Project;
import dev.stampede.local.faults.FunctionKilled;
import dev.stampede.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, is told twice, comes late or is killed: nothing is oversold, nothing is stranded, nobody pays twice,
 * and every order comes to its end.
 *
 * <p>
 * {@code -Dseeds=N} and {@code -Dorders=N} say how many simulations of how many orders; {@code -Dseed=S} where to begin.
 */
class FaultsIT {

    private static final int SEEDS = Integer.getInteger("seeds", 200);
    private static final int ORDERS = Integer.getInteger("orders", 200);
    private static final long FIRST = Long.getLong("seed", 1);

    private static Thread.UncaughtExceptionHandler before;
    private static Path root;
    private static Template template;
    private static Database database;

    @BeforeAll
    static void start() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(FaultsIT::uncaught);
        // Failures are all that is logged here, thousands of them.
        Configurator.setLevel("dev.stampede", Level.OFF);
        root = Project.root();
        template = Template.read(root.resolve("template.yaml"),
                Map.of("OidcIssuer", "https://issuer.example.com", "OidcAudience", "shop"));
        database = new Database(template);
    }

    @AfterAll
    static void stop() {
        database.close();
        Configurator.setLevel("dev.stampede", Level.WARN);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void everySeed_whateverGoesWrong_shouldComeToRestWithAllRight() throws IOException {
        var failed = new TreeMap<Long, String>();
        for (var seed : LongStream.range(FIRST, FIRST + SEEDS).toArray()) {
            var outcome = Simulation.run(template, root.resolve("events"), database, seed, ORDERS);
            if (!outcome.wrong().isEmpty()) {
                failed.put(seed,
                        outcome.wrong() + "\nagain with: ./stampede test -pl e2e -am -Dit.test=FaultsIT -Dseeds=1 "
                                + "-Dorders=" + ORDERS + " -Dseed=" + seed + "\nsee " + write(seed, outcome.trace()));
            }
        }
        assertThat(failed).isEmpty();
    }

    private static Path write(long seed, Trace trace) throws IOException {
        var file = root.resolve("e2e/target/faults/seed-" + seed + ".txt");
        Files.createDirectories(file.getParent());
        return Files.write(file, trace.lines());
    }

    private static void uncaught(Thread thread, Throwable thrown) {
        if (!(thrown instanceof FunctionKilled)) {
            thrown.printStackTrace();
        }
    }
}

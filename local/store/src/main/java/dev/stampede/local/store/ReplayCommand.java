package dev.stampede.local.store;

import dev.stampede.local.store.StoreLocation.Deployed;
import dev.stampede.local.store.replay.Replay;
import dev.stampede.local.store.replay.Replay.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Replays parked stream records. */
@Command(name = "replay", description = "Replays parked stream records.", mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private static final int SOME_REMAIN = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreLocation store;

    @Override
    public Integer call() {
        Logs.configure(false);
        var report = store.isDeployed() ? store.deployed(ReplayCommand::replay) : store.local().replay();
        var out = spec.commandLine().getOut();
        out.println("Replayed: " + report.replayed() + ". Remaining: " + report.remaining().size() + ".");
        report.remaining().forEach(message -> out
                .println("  " + message.function() + " " + message.messageId() + ": " + message.reason()));
        out.flush();
        return report.remaining().isEmpty() ? 0 : SOME_REMAIN;
    }

    private static Report replay(Deployed clients) {
        return new Replay(clients.sqs(), clients.queues().url(LocalStore.PARKED_RECORDS), clients.invoker()).run();
    }
}

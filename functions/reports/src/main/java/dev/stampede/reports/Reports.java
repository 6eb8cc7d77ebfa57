package dev.stampede.reports;

import dev.stampede.contracts.id.ReportId;
import dev.stampede.runtime.jobs.Jobs;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates and describes reports. Thread-safe. */
final class Reports {

    private final Jobs<ReportJob> jobs;
    private final ReportQueue queue;
    private final Clock clock;

    Reports(Jobs<ReportJob> jobs, ReportQueue queue, Clock clock) {
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
    }

    /** @param admin the subject of the token of the admin who creates it */
    ReportJob create(ReportKind kind, ReportFormat format, LocalDate from, LocalDate to, String admin) {
        var job = ReportJob.created(ReportId.random(), kind, format, from, to, clock.instant(), admin);
        jobs.create(job);
        queue.add(new ReportQueue.Step(job.id()));
        return job;
    }

    /** A report. If its message seems to be lost, sends it again. */
    Optional<ReportJob> find(ReportId id) {
        var found = jobs.find(id.value());
        if (found.isPresent() && found.get().isForgotten(clock.instant())) {
            queue.add(new ReportQueue.Step(id));
        }
        return found;
    }

    Jobs.Page<ReportJob> list(@Nullable String after, int limit) {
        return jobs.list(after, limit);
    }
}

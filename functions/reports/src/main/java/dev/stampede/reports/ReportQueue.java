package dev.stampede.reports;

import dev.stampede.contracts.id.ReportId;

/** Where the workers of reports find work. Thread-safe. */
@FunctionalInterface
public interface ReportQueue {

    /** Says that the next step of a report can be done. */
    void add(Step step);

    /** A message of the queue. The job itself says which step is next, so a message can come twice. */
    record Step(ReportId reportId) {}
}

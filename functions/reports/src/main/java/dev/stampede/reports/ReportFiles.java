package dev.stampede.reports;

import dev.stampede.contracts.id.ReportId;
import java.time.Instant;

/** The parts of reports and their files. Implementations are thread-safe. */
public interface ReportFiles {

    /** Keeps a chunk, instead of the one from before. */
    void keepChunk(ReportId id, int chunk, byte[] rows);

    /** Keeps what has been summed up to the end of a chunk, instead of what was before. */
    void keepSums(ReportId id, int chunk, String sums);

    /** What was kept with a chunk. */
    String sums(ReportId id, int chunk);

    /** Joins the chunks of a job into its file, in constant memory; again if it is there already. */
    void publish(ReportJob job);

    /** A link to the file of a completed job. */
    Link link(ReportJob job);

    /** Anyone who has it can read the file until it expires. */
    record Link(String url, Instant expiresAt) {}
}

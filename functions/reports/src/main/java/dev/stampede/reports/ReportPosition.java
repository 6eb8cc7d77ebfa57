package dev.stampede.reports;

import org.jspecify.annotations.Nullable;

/**
 * How far the entries of a report have been read, group by group: orders by day, movements by SKU.
 *
 * @param group the group that was read last, or null before the first one
 * @param after the key of the last entry that was read in it, or null if none was
 * @param isDone whether the group was read to its end
 */
public record ReportPosition(@Nullable String group, @Nullable String after, boolean isDone) {

    static final ReportPosition START = new ReportPosition(null, null, true);

    static ReportPosition within(String group, @Nullable String after) {
        return new ReportPosition(group, after, false);
    }

    static ReportPosition endOf(String group) {
        return new ReportPosition(group, null, true);
    }
}

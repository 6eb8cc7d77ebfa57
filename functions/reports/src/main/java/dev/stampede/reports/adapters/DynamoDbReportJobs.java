package dev.stampede.reports.adapters;

import dev.stampede.contracts.id.ReportId;
import dev.stampede.reports.ReportFormat;
import dev.stampede.reports.ReportJob;
import dev.stampede.reports.ReportKind;
import dev.stampede.reports.ReportPosition;
import dev.stampede.runtime.jobs.adapters.DynamoDbJobs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reports in a table with the key {@code reportId}. */
public final class DynamoDbReportJobs extends DynamoDbJobs<ReportJob> {

    private static final String KEY = "reportId";
    private static final String REPORTS = "reports";
    private static final String KIND = "kind";
    private static final String FORMAT = "format";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String STATE = "state";
    private static final String CREATED_AT = "createdAt";
    private static final String CREATED_BY = "createdBy";
    private static final String CHANGED_AT = "changedAt";
    private static final String GROUP = "group";
    private static final String AFTER = "after";
    private static final String IS_GROUP_DONE = "isGroupDone";
    private static final String IS_READ = "isRead";
    private static final String CHUNKS = "chunks";
    private static final String ROWS = "rows";
    private static final String BYTES = "bytes";
    private static final String HAS_SUMS = "hasSums";

    public DynamoDbReportJobs(DynamoDbClient dynamoDb, String table) {
        super(dynamoDb, table, KEY, REPORTS, ReportJob.KEPT);
    }

    @Override
    protected void write(ReportJob job, Map<String, AttributeValue> item) {
        put(item, KIND, job.kind().text());
        put(item, FORMAT, job.format().text());
        put(item, FROM, job.from());
        put(item, TO, job.to());
        put(item, STATE, job.state());
        put(item, CREATED_AT, job.createdAt());
        put(item, CREATED_BY, job.createdBy());
        put(item, CHANGED_AT, job.changedAt());
        put(item, GROUP, job.position().group());
        put(item, AFTER, job.position().after());
        item.put(IS_GROUP_DONE, AttributeValue.fromBool(job.position().isDone()));
        item.put(IS_READ, AttributeValue.fromBool(job.isRead()));
        item.put(CHUNKS, number(job.chunks()));
        item.put(ROWS, number(job.rows()));
        item.put(BYTES, number(job.bytes()));
        item.put(HAS_SUMS, AttributeValue.fromBool(job.hasSums()));
    }

    @Override
    protected ReportJob read(Map<String, AttributeValue> item, @Nullable Instant leasedUntil, long version) {
        return new ReportJob(
                new ReportId(item.get(KEY).s()),
                ReportKind.of(item.get(KIND).s()),
                ReportFormat.of(item.get(FORMAT).s()),
                LocalDate.parse(item.get(FROM).s()),
                LocalDate.parse(item.get(TO).s()),
                ReportJob.State.valueOf(item.get(STATE).s()),
                Instant.parse(item.get(CREATED_AT).s()),
                item.get(CREATED_BY).s(),
                Instant.parse(item.get(CHANGED_AT).s()),
                new ReportPosition(text(item, GROUP), text(item, AFTER), item.get(IS_GROUP_DONE).bool()),
                item.get(IS_READ).bool(),
                (int) number(item, CHUNKS),
                number(item, ROWS),
                number(item, BYTES),
                item.get(HAS_SUMS).bool(),
                leasedUntil,
                version);
    }
}

package dev.stampede.reports;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.contracts.id.ReportId;
import dev.stampede.reports.adapters.DynamoDbReportJobs;
import dev.stampede.reports.adapters.S3ReportFiles;
import dev.stampede.reports.adapters.SqsReportQueue;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.sharding.Cursors;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates reports, and gives their files. */
public final class ReportsApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(ReportsApi.class);

    private static final String PATH = "/v1/admin/reports";
    private static final int MAX_BODY_BYTES = 1000;
    private static final int MAX_LIMIT = 100;
    private static final int USUAL_LIMIT = 20;
    private static final int MAX_TEXT = 20;

    private final Api api;
    private final Reports reports;
    private final ReportFiles files;
    private final Cursors cursors;

    public ReportsApi() {
        this(FunctionEnvironment.lambda());
    }

    public ReportsApi(FunctionEnvironment environment) {
        var config = environment.settings().read(ReportsConfig::fromSettings);
        var aws = environment.aws();
        this.api = new Api(environment, Map.of(
                "POST /v1/admin/reports", this::create,
                "GET /v1/admin/reports", this::list,
                "GET /v1/admin/reports/{reportId}", this::report));
        this.files = new S3ReportFiles(aws, config.bucket());
        this.reports = new Reports(
                new DynamoDbReportJobs(aws.dynamoDb(), config.table()), new SqsReportQueue(aws, config.queueUrl()),
                environment.clock());
        this.cursors = new Cursors(config.cursorKey());
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse create(HttpRequest request) {
        var admin = request.admin();
        var body = request.json(MAX_BODY_BYTES);
        var kind = body.parsed("kind", MAX_TEXT, ReportKind::of);
        var format = body.parsed("format", MAX_TEXT, ReportFormat::of);
        var from = body.parsed("from", MAX_TEXT, ReportsApi::day);
        var to = body.parsed("to", MAX_TEXT, ReportsApi::day);
        body.check();
        requirePeriod(from.orElseThrow(), to.orElseThrow());
        var job = reports.create(
                kind.orElseThrow(), format.orElseThrow(), from.orElseThrow(), to.orElseThrow(), admin.subject());
        LOG.info("Report created", entry("reportId", job.id().value()), entry("kind", job.kind().text()));
        return HttpResponse.json(202, ReportView.of(job)).with("Location", PATH + "/" + job.id()).uncached();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a date in the form yyyy-mm-dd", e);
        }
    }

    private static void requirePeriod(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new ProblemException(Problem.invalid("to", "must not be before from"));
        }
        if (!to.isBefore(from.plusDays(ReportJob.MAX_DAYS))) {
            throw new ProblemException(
                    Problem.invalid("to", "must be less than " + ReportJob.MAX_DAYS + " days after from"));
        }
    }

    private HttpResponse list(HttpRequest request) {
        request.admin();
        var query = "reports";
        var after = request.query("cursor", cursor -> cursors.open(query, cursor));
        var limit = request.query("limit", 1, MAX_LIMIT, USUAL_LIMIT);
        request.check();
        var page = reports.list(after.orElse(null), limit);
        return HttpResponse.ok(new ReportView.Page(
                page.jobs().stream().map(ReportView::of).toList(),
                page.next().map(position -> cursors.seal(query, position)).orElse(null)))
                .uncached();
    }

    private HttpResponse report(HttpRequest request) {
        request.admin();
        var id = request.path("reportId", ReportId::new);
        request.check();
        return reports.find(id)
                .map(job -> HttpResponse.ok(ReportView.of(
                        job, job.state() == ReportJob.State.COMPLETED ? files.link(job) : null)).uncached())
                .orElseGet(() -> HttpResponse.problem(Problem.notFound("report")));
    }
}

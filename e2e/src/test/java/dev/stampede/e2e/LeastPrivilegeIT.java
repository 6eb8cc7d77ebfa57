package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/** After all other tests: the template allows each function what it did, and little else. */
@Order(Integer.MAX_VALUE)
@DisabledIfSystemProperty(named = "api.url", matches = ".+", disabledReason = "Its functions run elsewhere")
@Isolated
class LeastPrivilegeIT {

    /** Permissions that no test here needs, each with its reason; regular expressions of function, action and resource. */
    private static final List<String> SELDOM_NEEDED = List.of(
            // Lambda itself uses them, to report batches of a stream that a function gave up.
            ".* sqs:SendMessage .*-StreamFailuresQueue",
            // Only a caller who makes many requests is counted in the table.
            ".* dynamodb:UpdateItem .*-LimitsTable",
            // Objects that are gone.
            ".* s3:ListBucket .*",
            // Files of the search index that nobody has used for minutes.
            "(Search|Order)IndexFunction s3:DeleteObject .*",
            // The mail service reports a bounce.
            "EmailFeedbackFunction dynamodb:PutItem .*",
            // An import that changes products which shoppers see.
            "ImportFunction dynamodb:(Update|Delete)Item .*-CatalogTable",
            // The first adjustment of a SKU that meets another one.
            "AdjustmentsFunction dynamodb:BatchGetItem .*-CatalogTable",
            // The number of a SKU's shards changes in the middle of something.
            "(Reservations|Releases|Sweeper|Verifier|Inventory|Adjustments)Function"
                    + " dynamodb:(Get|Put|Update|Delete|ConditionCheck)Item .*-InventoryTable",
            // An answer to a write was lost, and whether it was made is looked up.
            "(Reservations|Sweeper|Verifier)Function dynamodb:BatchGetItem .*-OrdersTable",
            // A hold that ends while an attempt to pay is open: the attempt is voided, and the order counts as unpaid.
            "HoldExpiryFunction dynamodb:(Get|Put)Item .*-SandboxPaymentsTable",
            "HoldExpiryFunction secretsmanager:GetSecretValue .*",
            "HoldExpiryFunction dynamodb:PutItem .*-LimitsTable",
            // A callback about an attempt that can no longer be used is answered by voiding it.
            "PaymentEventsFunction dynamodb:(Put|Update)Item .*-SandboxPaymentsTable",
            // Steps of orders that are overdue for more than an hour.
            "VerifierFunction dynamodb:PutItem .*-OrdersTable",
            "(Verifier|Inventory)Function dynamodb:BatchGetItem .*-EmailsTable",
            "(Verifier|Sweeper)Function sqs:SendMessage .*",
            // A delivery to a webhook that failed a minute ago; a webhook that has failed for three days.
            "WebhookRetriesFunction (dynamodb:UpdateItem|sqs:SendMessage) .*",
            // A redelivery of more than a page.
            "WebhookEventsFunction sqs:SendMessage .*-WebhookEventsQueue");

    @Test
    void calls_ofAllTests_shouldBeAllowed() {
        assertThat(LeastPrivilege.ENFORCEMENT.denied()).isEmpty();
    }

    @Test
    void permissions_afterAllTests_shouldBeUsed() {
        var isPart = !System.getProperty("it.test", "").isBlank() || !System.getProperty("emulator", "").isBlank();
        if (isPart) {
            System.out.println("Skipped: whether each permission is used, since only a part of the tests ran");
        }
        assumeTrue(!isPart);

        var unused = LeastPrivilege.ENFORCEMENT.unused().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(permission -> entry.getKey()
                        .replaceFirst("^stampede-local-", "") + " " + permission.action() + " "
                        + permission.resource()))
                .filter(permission -> SELDOM_NEEDED.stream().noneMatch(permission::matches)).toList();

        assertThat(unused).isEmpty();
    }
}

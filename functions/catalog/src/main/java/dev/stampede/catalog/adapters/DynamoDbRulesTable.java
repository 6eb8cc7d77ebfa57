package dev.stampede.catalog.adapters;

import static dev.stampede.contracts.catalog.CatalogItems.AVAILABILITY;
import static dev.stampede.contracts.catalog.CatalogItems.KEY;
import static dev.stampede.contracts.catalog.CatalogItems.RULES;
import static dev.stampede.contracts.catalog.CatalogItems.RULES_KEY;
import static dev.stampede.contracts.catalog.CatalogItems.SKU;
import static dev.stampede.contracts.catalog.CatalogItems.UPDATED_AT;
import static dev.stampede.contracts.catalog.CatalogItems.UPDATED_BY;
import static dev.stampede.contracts.catalog.CatalogItems.USES;
import static dev.stampede.contracts.catalog.CatalogItems.VERSION;

import dev.stampede.catalog.RulesEntry;
import dev.stampede.catalog.RulesTable;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.aws.Transactions.Outcome;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.time.Backoff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The rules as one item of the catalog table, written on the condition that it is the version before. Each code that is or was
 * limited has an item of its own, from which inventory learns how many uses it has.
 */
public final class DynamoDbRulesTable implements RulesTable {

    private final DynamoDbClient dynamoDb;
    private final String table;

    private final Transactions transactions;
    private final BatchGet codes;

    public DynamoDbRulesTable(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.transactions = new Transactions(dynamoDb, backoff);
        this.codes = BatchGet.consistent(dynamoDb, table, backoff);
    }

    @Override
    public Optional<RulesEntry> find() {
        var found = dynamoDb.getItem(get -> get.tableName(table)
                .key(Map.of(KEY, AttributeValue.fromS(RULES_KEY)))
                .consistentRead(true));
        return found.hasItem() ? Optional.of(entry(found.item())) : Optional.empty();
    }

    @Override
    public Map<String, Integer> uses(Collection<String> limited) {
        return codes.items(limited.stream().map(DynamoDbRulesTable::key).toList(), KEY, USES).stream()
                .collect(Collectors.toMap(
                        item -> CatalogItems.codeOf(item.get(KEY).s()).orElseThrow(),
                        item -> Integer.valueOf(item.get(USES).n())));
    }

    private static Map<String, AttributeValue> key(String code) {
        return Map.of(KEY, AttributeValue.fromS(CatalogItems.skuKey(Sku.ofPromotion(code))));
    }

    @Override
    public boolean write(RulesEntry next, Map<String, Integer> before) {
        var items = new ArrayList<TransactWriteItem>();
        items.add(rules(next));
        for (var promotion : next.rules().promotions()) {
            if (promotion.uses() != null && promotion.uses() > before.getOrDefault(promotion.code(), 0)) {
                items.add(uses(promotion.code(), before.get(promotion.code()), promotion.uses()));
            }
        }
        return switch (transactions.send(items)) {
            case Outcome.Done done -> true;
            case Outcome.Cancelled cancelled -> false;
            case Outcome.Unclear(var cause) -> throw cause;
        };
    }

    private TransactWriteItem rules(RulesEntry next) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(Map.of(
                                KEY, AttributeValue.fromS(RULES_KEY),
                                VERSION, number(next.rules().version()),
                                RULES, AttributeValue.fromS(Json.write(next.rules())),
                                UPDATED_AT, AttributeValue.fromS(next.updatedAt().toString()),
                                UPDATED_BY, AttributeValue.fromS(next.updatedBy())))
                        .conditionExpression("#version = :before OR :before = :none AND attribute_not_exists(#key)")
                        .expressionAttributeNames(Map.of("#version", VERSION, "#key", KEY))
                        .expressionAttributeValues(Map.of(
                                ":before", number(next.rules().version() - 1),
                                ":none", number(Rules.NONE.version()))))
                .build();
    }

    /** A new code is out of stock until inventory has its uses. */
    private TransactWriteItem uses(String code, @Nullable Integer before, int uses) {
        var update = new ItemUpdate(key(code))
                .set(Map.of(SKU, AttributeValue.fromS(Sku.ofPromotion(code).value()), USES, number(uses)))
                .setIfAbsent(AVAILABILITY, AttributeValue.fromS(Availability.OUT.name()));
        return (before == null ? update.whereAbsent(USES) : update.where(USES, number(before))).in(table);
    }

    private static RulesEntry entry(Map<String, AttributeValue> item) {
        return new RulesEntry(
                Json.read(item.get(RULES).s(), Rules.class),
                Instant.parse(item.get(UPDATED_AT).s()),
                item.get(UPDATED_BY).s());
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}

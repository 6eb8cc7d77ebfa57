package dev.stampede.search.orders;

import dev.stampede.contracts.id.OrderNumber;
import dev.stampede.contracts.orders.Contact.Address;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.runtime.json.Json;
import dev.stampede.search.storage.IndexFormat;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.jspecify.annotations.Nullable;

/** How orders are indexed: names and numbers are the same in every language. */
public record OrderFormat() implements IndexFormat<Order> {

    /** Increases with every change of the fields, or of how words are made. */
    private static final int VERSION = 2;

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public String language() {
        return "";
    }

    /** Lucene's own: orders are not ranked. */
    @Override
    public Similarity similarity() {
        return new BM25Similarity();
    }

    @Override
    public Document document(Order order, String language) {
        var document = new Document();
        texts(order)
                .flatMap(OrderWords::indexed)
                .distinct()
                .forEach(word -> document.add(new StringField(OrderFields.WORDS, word, Field.Store.NO)));
        var email = OrderFields.email(order.placed().contact().email());
        document.add(new StringField(OrderFields.EMAIL, email, Field.Store.NO));
        order.placed().lines()
                .forEach(line -> document.add(new StringField(OrderFields.SKU, line.sku().value(), Field.Store.NO)));
        document.add(new StringField(OrderFields.STATUS, order.status().name(), Field.Store.NO));
        document.add(new LongPoint(OrderFields.PLACED, order.placedAt().toEpochMilli()));
        document.add(new NumericDocValuesField(OrderFields.PLACED, order.placedAt().toEpochMilli()));
        document.add(new NumericDocValuesField(OrderFields.UPDATED, order.changedAt().toEpochMilli()));
        document.add(new NumericDocValuesField(OrderFields.TOTAL, order.placed().total().amount()));
        document.add(new StoredField(OrderFields.SHOWN, Json.write(FoundOrder.of(order))));
        return document;
    }

    private static Stream<String> texts(Order order) {
        var contact = order.placed().contact();
        return Stream.of(
                Stream.of(order.id().value(), OrderNumber.of(order.id()).value(), contact.email(), contact.name()),
                names(contact.shippingAddress()),
                names(contact.billingAddress()),
                order.placed().lines().stream().map(line -> line.sku().value()),
                order.placed().lines().stream().map(OrderLine::name))
                .flatMap(Function.identity())
                .filter(Objects::nonNull);
    }

    private static Stream<@Nullable String> names(@Nullable Address address) {
        return address == null ? Stream.of() : Stream.of(address.name(), address.company());
    }
}

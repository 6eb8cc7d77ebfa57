package dev.stampede.search.index;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.SearchText;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.search.index.FoundProduct.Highlight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Products as documents of the index. */
final class ProductDocument {

    /** Increases with every change of the fields, or of how words are made; an index of another version is rebuilt. */
    static final int VERSION = 2;

    /** How much a word counts, by the text that it is in. */
    private static final int TITLE_WEIGHT = 12;
    private static final int CODE_WEIGHT = 12;
    private static final int TERM_WEIGHT = 4;
    private static final int SUMMARY_WEIGHT = 2;
    private static final int DESCRIPTION_WEIGHT = 1;

    /** Length of the sort key that stands for a title. */
    private static final int NAME_LENGTH = 100;

    private static final FieldType WEIGHTED = new FieldType();

    static {
        WEIGHTED.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        WEIGHTED.setTokenized(true);
        WEIGHTED.freeze();
    }

    private ProductDocument() {}

    static Document of(IndexedProduct product, StoreLanguage language) {
        var document = new Document();
        addWords(document, product, language);
        addTerms(document, product);
        addKeys(document, product);
        addStored(document, product);
        return document;
    }

    private static void addWords(Document document, IndexedProduct product, StoreLanguage language) {
        var weights = new HashMap<String, Integer>();
        count(weights, product.title(), TITLE_WEIGHT, language);
        new ArrayList<>(weights.keySet())
                .forEach(word -> document.add(new StringField(Fields.TITLE_WORDS, word, Field.Store.NO)));
        var codes = new HashSet<String>();
        product.skus().forEach(sku -> codes.add(sku.value()));
        codes.addAll(product.barcodes());
        for (var code : codes) {
            count(weights, code, CODE_WEIGHT, language);
            document.add(new StringField(Fields.CODES, Words.joined(code), Field.Store.NO));
        }
        count(weights, product.category().path(), TERM_WEIGHT, language);
        product.tags().forEach(tag -> count(weights, tag, TERM_WEIGHT, language));
        product.optionValues().stream().distinct().forEach(value -> count(weights, value, TERM_WEIGHT, language));
        product.attributeValues().stream().distinct().forEach(value -> count(weights, value, TERM_WEIGHT, language));
        if (product.summary() != null) {
            count(weights, product.summary(), SUMMARY_WEIGHT, language);
        }
        if (product.description() != null) {
            count(weights, product.description(), DESCRIPTION_WEIGHT, language);
        }
        document.add(new Field(Fields.WORDS, new WeightedTerms(weights), WEIGHTED));
        document.add(new StringField(Fields.TITLE_KEY, Words.joined(product.title()), Field.Store.NO));
        completions(product.title())
                .forEach(word -> document.add(new SortedSetDocValuesField(Fields.COMPLETIONS, new BytesRef(word))));
    }

    private static void count(Map<String, Integer> weights, String text, int weight, StoreLanguage language) {
        for (var chunk : Words.of(text)) {
            Words.indexed(chunk, language).forEach(term -> weights.merge(term, weight, Integer::sum));
        }
    }

    /** The words of a title in lower case, as they are written. */
    private static List<String> completions(String title) {
        return Words.of(title).stream()
                .filter(chunk -> chunk.parts().stream().allMatch(Words.Part.Word.class::isInstance))
                .map(chunk -> title.substring(chunk.start(), chunk.end()).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static void addTerms(Document document, IndexedProduct product) {
        var facets = new HashSet<String>();
        facets.add(Fields.term(product.category()));
        product.category().ancestors().forEach(ancestor -> facets.add(Fields.term(ancestor)));
        facets.add(Fields.term(product.availability()));
        product.terms().stream().filter(term -> term.startsWith(Fields.ATTRIBUTE_TERM)).forEach(facets::add);
        for (var facet : facets) {
            document.add(new SortedSetDocValuesField(Fields.FACETS, new BytesRef(facet)));
        }
        var terms = new HashSet<>(facets);
        terms.addAll(product.terms());
        terms.forEach(term -> document.add(new StringField(Fields.TERMS, term, Field.Store.NO)));
        for (var price : product.offered().prices()) {
            document.add(new LongPoint(Fields.PRICES, price));
            document.add(new SortedNumericDocValuesField(Fields.PRICES, price));
        }
        addMoment(document, Fields.FROM, product.publication().from());
        addMoment(document, Fields.UNTIL, product.publication().until());
    }

    private static void addMoment(Document document, String name, @Nullable Instant moment) {
        if (moment != null) {
            document.add(new LongPoint(name, moment.toEpochMilli()));
        }
    }

    private static void addKeys(Document document, IndexedProduct product) {
        document.add(new NumericDocValuesField(Fields.PRICE_FROM, product.offered().lowestPrice()));
        document.add(new NumericDocValuesField(Fields.CREATED, product.createdAt().toEpochMilli()));
        document.add(new SortedDocValuesField(Fields.NAME, new BytesRef(
                SearchText.start(SearchText.normalised(product.title()), NAME_LENGTH))));
    }

    private static void addStored(Document document, IndexedProduct product) {
        document.add(new StoredField(Fields.TITLE, product.title()));
        document.add(new StoredField(Fields.SLUG, product.slug().value()));
        document.add(new StoredField(Fields.CATEGORY, product.category().path()));
        document.add(new StoredField(Fields.CURRENCY, product.currency()));
        document.add(new StoredField(Fields.AVAILABILITY, product.availability().name()));
        document.add(new StoredField(Fields.PRICE_FROM, product.offered().lowestPrice()));
        document.add(new StoredField(Fields.PRICE_TO, product.offered().highestPrice()));
        store(document, Fields.COMPARE_AT_PRICE, product.compareAtPrice());
        product.skus().forEach(sku -> document.add(new StoredField(Fields.SKU, sku.value())));
        store(document, Fields.SUMMARY, product.summary());
        store(document, Fields.DESCRIPTION, product.description());
        var picture = product.picture();
        if (picture != null) {
            store(document, Fields.PICTURE_URL, picture.url());
            store(document, Fields.PICTURE_ALT, picture.alt());
            store(document, Fields.PICTURE_WIDTH, picture.width());
            store(document, Fields.PICTURE_HEIGHT, picture.height());
        }
    }

    private static void store(Document document, String name, @Nullable Object value) {
        switch (value) {
            case null -> {
                // the product does not have it
            }
            case Integer number -> document.add(new StoredField(name, number));
            case Long number -> document.add(new StoredField(name, number));
            default -> document.add(new StoredField(name, value.toString()));
        }
    }

    static FoundProduct found(Document document, List<Highlight> highlights) {
        return new FoundProduct(
                new ProductId(document.get(Fields.ID)),
                document.get(Fields.TITLE),
                new Slug(document.get(Fields.SLUG)),
                document.get(Fields.SUMMARY),
                new Category(document.get(Fields.CATEGORY)).path(),
                document.getField(Fields.PRICE_FROM).numericValue().longValue(),
                document.getField(Fields.PRICE_TO).numericValue().longValue(),
                amount(document, Fields.COMPARE_AT_PRICE),
                document.get(Fields.CURRENCY),
                picture(document),
                Availability.valueOf(document.get(Fields.AVAILABILITY)),
                highlights);
    }

    private static @Nullable Picture picture(Document document) {
        var url = document.get(Fields.PICTURE_URL);
        return url == null
                ? null
                : new Picture(
                        url, document.get(Fields.PICTURE_ALT), integer(document, Fields.PICTURE_WIDTH),
                        integer(document, Fields.PICTURE_HEIGHT));
    }

    private static @Nullable Long amount(Document document, String name) {
        var field = document.getField(name);
        return field == null ? null : Long.valueOf(field.numericValue().longValue());
    }

    private static @Nullable Integer integer(Document document, String name) {
        var field = document.getField(name);
        return field == null ? null : Integer.valueOf(field.numericValue().intValue());
    }

    /** Each term once, with its weight as its frequency. */
    private static final class WeightedTerms extends TokenStream {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
        private final Map<String, Integer> weights;
        private Iterator<Map.Entry<String, Integer>> rest;

        WeightedTerms(Map<String, Integer> weights) {
            this.weights = weights;
            this.rest = weights.entrySet().iterator();
        }

        @Override
        public boolean incrementToken() {
            if (!rest.hasNext()) {
                return false;
            }
            clearAttributes();
            var next = rest.next();
            term.append(next.getKey());
            frequency.setTermFrequency(next.getValue());
            return true;
        }

        @Override
        public void reset() {
            rest = weights.entrySet().iterator();
        }
    }
}

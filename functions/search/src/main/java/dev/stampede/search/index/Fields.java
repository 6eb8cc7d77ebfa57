package dev.stampede.search.index;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.search.storage.EntryDocument;
import java.util.Optional;

/** The fields of a document of the index. */
final class Fields {

    /** The product's ID; also a sort key. */
    static final String ID = EntryDocument.ID;
    /** All words of the product; a word's frequency is the weight of the text that it is in. */
    static final String WORDS = "words";
    /** The words of the title. */
    static final String TITLE_WORDS = "titleWords";
    /** The words of the title as they are written, for suggestions. */
    static final String COMPLETIONS = "completions";
    /** The whole title as one word. */
    static final String TITLE_KEY = "titleKey";
    /** Each SKU and barcode as one word. */
    static final String CODES = "codes";
    /** What products are filtered by. */
    static final String TERMS = "terms";
    /** What products are counted by: the {@link #TERMS} without tags. */
    static final String FACETS = "facets";
    /** All prices that the product offers. */
    static final String PRICES = "prices";
    /** The lowest of them, a sort key. */
    static final String PRICE_FROM = "priceFrom";
    static final String PRICE_TO = "priceTo";
    static final String COMPARE_AT_PRICE = "compareAtPrice";
    /** A sort key, in milliseconds. */
    static final String CREATED = "created";
    /** The normalized title, a sort key. */
    static final String NAME = "name";
    /** The first moment at which the product is visible, in milliseconds; absent if it has none. */
    static final String FROM = "from";
    /** The first moment at which the product is no longer visible, in milliseconds; absent if it has none. */
    static final String UNTIL = "until";

    static final String TITLE = "title";
    static final String SLUG = "slug";
    static final String SUMMARY = "summary";
    static final String DESCRIPTION = "description";
    static final String CATEGORY = "category";
    static final String CURRENCY = "currency";
    static final String AVAILABILITY = "availability";
    static final String SKU = "sku";
    static final String PICTURE_URL = "pictureUrl";
    static final String PICTURE_ALT = "pictureAlt";
    static final String PICTURE_WIDTH = "pictureWidth";
    static final String PICTURE_HEIGHT = "pictureHeight";

    static final String CATEGORY_TERM = "category=";
    static final String AVAILABILITY_TERM = "availability=";
    static final String ATTRIBUTE_TERM = "attributes.";
    static final String TAG_TERM = "tag=";

    private Fields() {}

    static String term(Category category) {
        return CATEGORY_TERM + category;
    }

    /** The category of such a term; empty if the term is of another kind. */
    static Optional<Category> category(String term) {
        return term.startsWith(CATEGORY_TERM)
                ? Optional.of(new Category(term.substring(CATEGORY_TERM.length())))
                : Optional.empty();
    }

    static String term(Availability availability) {
        return AVAILABILITY_TERM + availability;
    }
}

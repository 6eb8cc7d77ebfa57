package dev.stampede.catalog;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.FilterTerms;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.totals.Goods;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A product as its owner describes it.
 *
 * @param title 1 to 200 characters
 * @param summary at most 300 characters, or null
 * @param description at most 4,000 characters, or null
 * @param tags at most {@link #MAX_TAGS}, unique, of 1 to {@link #MAX_TAG} characters
 * @param options at most {@link #MAX_OPTIONS}, of different names
 * @param variants 1 to {@link #MAX_VARIANTS}, of different SKUs. If the product has options, each variant has one value of
 *     each, and no two have the same values
 * @param media at most {@link #MAX_MEDIA}; the first is the picture in listings
 * @param attributes at most {@link #MAX_ATTRIBUTES}, by name
 * @param metadata at most {@link #MAX_METADATA} strings of up to {@link #MAX_METADATA_VALUE} characters that only admins read
 * @param slug the slug that the owner wants, or null for the current one, or one made of the title
 * @param seo what search engines show instead of title and summary, or null
 * @param taxCategory at most {@link #MAX_TAX_CATEGORY} characters, or null for the usual one
 * @param requiresShipping whether it is a thing that must be sent
 * @param currency the store's, ISO 4217
 */
public record Product(
        ProductId id,
        String title,
        @Nullable String summary,
        @Nullable String description,
        Category category,
        List<String> tags,
        List<Option> options,
        List<Variant> variants,
        List<Media> media,
        Map<String, Attribute> attributes,
        Map<String, String> metadata,
        @Nullable Slug slug,
        @Nullable Seo seo,
        Publication publication,
        @Nullable String taxCategory,
        boolean requiresShipping,
        String currency) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_SUMMARY = 300;
    public static final int MAX_DESCRIPTION = 4000;
    public static final int MAX_TAGS = 20;
    public static final int MAX_TAG = 40;
    public static final int MAX_OPTIONS = 3;
    public static final int MAX_MEDIA = 20;
    public static final int MAX_ATTRIBUTES = 30;
    public static final int MAX_METADATA = 50;
    public static final int MAX_METADATA_NAME = 40;
    public static final int MAX_METADATA_VALUE = 500;
    public static final int MAX_TAX_CATEGORY = 40;

    /**
     * A product is written in one transaction, which has room for 100 items (Amazon DynamoDB Developer Guide,
     * "TransactWriteItems"): the product, its SKUs, its slugs, and its listings in ancestors of its category that are added or
     * removed. A change that also removes many SKUs can exceed that.
     */
    public static final int MAX_VARIANTS = 60;

    public Product {
        tags = List.copyOf(tags);
        options = List.copyOf(options);
        variants = List.copyOf(variants);
        media = List.copyOf(media);
        attributes = Map.copyOf(attributes);
        metadata = Map.copyOf(metadata);
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException("A title has 1 to " + MAX_TITLE + " characters");
        }
        if (isLonger(summary, MAX_SUMMARY) || isLonger(description, MAX_DESCRIPTION)
                || isLonger(taxCategory, MAX_TAX_CATEGORY)
                || tags.stream().anyMatch(tag -> isLonger(tag, MAX_TAG))
                || metadata.values().stream().anyMatch(value -> isLonger(value, MAX_METADATA_VALUE))) {
            throw new IllegalArgumentException("A text of the product is too long");
        }
        if (!Money.isCurrency(currency)) {
            throw new IllegalArgumentException("Not an ISO 4217 currency: " + currency);
        }
        if (variants.isEmpty() || variants.size() > MAX_VARIANTS) {
            throw new IllegalArgumentException("A product has 1 to " + MAX_VARIANTS + " variants");
        }
        if (variants.stream().map(Variant::sku).distinct().count() < variants.size()) {
            throw new IllegalArgumentException("Two variants have the same SKU");
        }
        if (tags.size() > MAX_TAGS || options.size() > MAX_OPTIONS || media.size() > MAX_MEDIA
                || attributes.size() > MAX_ATTRIBUTES || metadata.size() > MAX_METADATA) {
            throw new IllegalArgumentException("The product has too many tags, options, media, attributes or metadata");
        }
        if (options.stream().map(Option::name).distinct().count() < options.size()) {
            throw new IllegalArgumentException("Two options have the same name");
        }
        requireOptions(options, variants);
    }

    private static void requireOptions(List<Option> options, List<Variant> variants) {
        var values = options.stream().collect(Collectors.toMap(Option::name, Option::values));
        var combinations = new HashSet<Map<String, String>>();
        for (var variant : variants) {
            var chosen = variant.options();
            if (!chosen.keySet().equals(values.keySet())
                    || chosen.entrySet().stream().anyMatch(one -> !values.get(one.getKey()).contains(one.getValue()))) {
                throw new IllegalArgumentException("A variant has one value of each option");
            }
            if (!combinations.add(chosen) && !options.isEmpty()) {
                throw new IllegalArgumentException("Two variants have the same option values");
            }
        }
    }

    public Set<Sku> skus() {
        return variants.stream().map(Variant::sku).collect(Collectors.toUnmodifiableSet());
    }

    /** What distinguishes the variant from the others: its option values in order, such as {@code 42 / Red}. */
    public String label(Variant variant) {
        return options.stream().map(option -> variant.options().get(option.name())).collect(Collectors.joining(" / "));
    }

    /** What shipping, taxes and promotions of a variant depend on. */
    public Goods goods(Variant variant) {
        return new Goods(
                taxCategory, requiresShipping, Objects.requireNonNullElse(variant.weight(), 0), id, category);
    }

    /** The picture in listings. */
    public Optional<Media> picture() {
        return media.stream().findFirst();
    }

    /** The picture of a variant: the first that shows it, else that of the product. */
    public Optional<Media> picture(Sku sku) {
        return media.stream().filter(one -> one.shows(sku)).findFirst().or(this::picture);
    }

    /** The {@link FilterTerms} of the product. */
    public Set<String> filters() {
        return Stream.concat(
                tags.stream().map(FilterTerms::tag),
                attributes.entrySet().stream().flatMap(one -> one.getValue().terms(one.getKey())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isLonger(@Nullable String text, int max) {
        return text != null && text.length() > max;
    }
}

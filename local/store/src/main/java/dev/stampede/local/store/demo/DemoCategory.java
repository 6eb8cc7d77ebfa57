package dev.stampede.local.store.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data from which the products of a category are generated: one for each model and kind.
 *
 * @param name a path, such as {@code clothing/shirts}
 * @param option what the variants differ in, or null
 */
record DemoCategory(
        String name,
        @Nullable String option,
        List<String> variants,
        List<String> models,
        List<Kind> kinds,
        List<String> details) {

    DemoCategory {
        variants = List.copyOf(variants);
        models = List.copyOf(models);
        kinds = List.copyOf(kinds);
        details = List.copyOf(details);
    }

    /** @param price the usual price in minor units  @param material what it is made of */
    record Kind(String name, long price, String about, String material) {}
}

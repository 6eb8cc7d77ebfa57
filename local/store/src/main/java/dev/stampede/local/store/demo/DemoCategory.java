package dev.stampede.local.store.demo;

import java.util.List;

/** The data from which the products of a category are generated: one for each model and kind. */
record DemoCategory(String name, List<String> variants, List<String> models, List<Kind> kinds, List<String> details) {

    DemoCategory {
        variants = List.copyOf(variants);
        models = List.copyOf(models);
        kinds = List.copyOf(kinds);
        details = List.copyOf(details);
    }

    /** @param price the usual price in minor units */
    record Kind(String name, long price, String about) {}
}

package dev.stampede.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;

/** Whether something can be bought, from best to worst. Found out by inventory; the catalogue only keeps it. */
public enum Availability {
    IN_STOCK, LOW, OUT;

    /** A product is as available as its best variant. */
    static Availability best(Collection<Availability> variants) {
        return variants.isEmpty() ? OUT : Collections.min(variants, Comparator.naturalOrder());
    }
}

package dev.stampede.search;

import dev.stampede.search.SearchView.ProductView;
import dev.stampede.search.index.SearchPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a list of products. */
record ListView(List<ProductView> products, @Nullable String nextCursor) {

    static ListView of(SearchPage page, @Nullable String nextCursor) {
        return new ListView(
                page.products().stream().map(product -> ProductView.of(product, null)).toList(), nextCursor);
    }
}

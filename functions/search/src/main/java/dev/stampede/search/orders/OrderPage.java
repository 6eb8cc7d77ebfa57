package dev.stampede.search.orders;

import java.util.List;
import java.util.Optional;

/**
 * A page of what a search found.
 *
 * @param total how many orders match, on all pages
 * @param next where the page ends, empty on the last page
 */
public record OrderPage(List<FoundOrder> orders, int total, Optional<String> next) {

    public OrderPage {
        orders = List.copyOf(orders);
    }
}

package dev.stampede.inventory.availability;

import dev.stampede.inventory.stock.Stocks;
import dev.stampede.shared.id.Sku;
import java.util.Optional;

/** Keeps what the catalogue shows in step with the stock. Thread-safe. */
public final class Availabilities {

    private static final int MAX_TRIES = 20;

    private final Stocks stocks;
    private final ShownAvailability shown;

    public Availabilities(Stocks stocks, ShownAvailability shown) {
        this.stocks = stocks;
        this.shown = shown;
    }

    /**
     * Reads the stock and shows it, until what is shown is what is there. After each change the stock is read again: of
     * two that run at once, the one that writes last also reads last, so that an old value never stays.
     *
     * @return what is shown now, if that was changed
     * @throws IllegalStateException if the stock changed each time
     */
    public Optional<Availability> refresh(Sku sku) {
        var changed = Optional.<Availability> empty();
        for (var tries = 0; tries < MAX_TRIES; tries++) {
            var availability = Availability.of(stocks.read(sku));
            if (!shown.show(sku, availability)) {
                return changed;
            }
            changed = Optional.of(availability);
        }
        throw new IllegalStateException("The availability of " + sku + " does not come to rest");
    }
}

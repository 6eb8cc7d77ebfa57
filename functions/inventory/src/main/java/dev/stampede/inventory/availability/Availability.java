package dev.stampede.inventory.availability;

import dev.stampede.inventory.stock.Stock;

/** What customers are told of a stock, from worst to best. */
public enum Availability {
    OUT,
    LOW,
    IN_STOCK;

    public static Availability of(Stock stock) {
        var units = stock.available();
        if (units <= 0) {
            return OUT;
        }
        return units <= stock.lowThreshold() ? LOW : IN_STOCK;
    }
}

package dev.stampede.cart;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;

/**
 * A change of a line that the shopper did not ask for.
 *
 * @param title the product's title
 * @param code the reason
 * @param quantityWas the quantity that was wanted; can exceed the maximum of a line
 * @param quantity the quantity in the cart, 0 if the line was removed
 * @param unitPriceWas the price that the shopper saw
 * @param unitPrice the price in the cart; {@code unitPriceWas} if the line was removed
 */
public record LineChange(
        Sku sku, String title, CartCode code, int quantityWas, int quantity, Money unitPriceWas, Money unitPrice) {

    static LineChange removed(CartLine line, CartCode code) {
        return new LineChange(
                line.sku(), line.title(), code, line.quantity(), 0, line.unitPrice(), line.unitPrice());
    }

    static LineChange capped(CartLine capped, int quantityWas, CartCode code) {
        return new LineChange(
                capped.sku(), capped.title(), code, quantityWas, capped.quantity(), capped.unitPrice(),
                capped.unitPrice());
    }

    static LineChange repriced(CartLine line, Money priceWas) {
        return new LineChange(
                line.sku(), line.title(), CartCode.PRICE_CHANGED, line.quantity(), line.quantity(), priceWas,
                line.unitPrice());
    }
}

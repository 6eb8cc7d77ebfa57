package dev.stampede.contracts.totals;

/**
 * A shipping method that a purchase can have.
 *
 * @param id what a checkout names
 * @param price in minor units, before discounts on shipping; includes taxes if prices do
 */
public record ShippingOption(String id, String name, long price) {}

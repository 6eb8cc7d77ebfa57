/** What a purchase costs: the one function that adds up prices, and the store's rules for shipping and taxes. */
@NullMarked
package dev.stampede.contracts.totals;

import org.jspecify.annotations.NullMarked;

/** The handlers of stock: reservation in groups, release, adjustments, resharding, availability, verification. */
@NullMarked
package dev.stampede.inventory;

import org.jspecify.annotations.NullMarked;

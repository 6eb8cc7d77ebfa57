/** What the catalog shows of the stock. */
@NullMarked
package dev.stampede.inventory.availability;

import org.jspecify.annotations.NullMarked;

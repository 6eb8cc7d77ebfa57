/** The number of shards of a SKU's stock, and moves of units between shards. */
@NullMarked
package dev.stampede.inventory.resharding;

import org.jspecify.annotations.NullMarked;

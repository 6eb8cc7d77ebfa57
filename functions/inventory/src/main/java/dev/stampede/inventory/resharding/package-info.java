/** Over how many shards a SKU's stock is spread, and moving units between them. */
@NullMarked
package dev.stampede.inventory.resharding;

import org.jspecify.annotations.NullMarked;

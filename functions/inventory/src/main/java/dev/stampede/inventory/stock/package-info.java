/** The stock of a SKU over all its shards. */
@NullMarked
package dev.stampede.inventory.stock;

import org.jspecify.annotations.NullMarked;

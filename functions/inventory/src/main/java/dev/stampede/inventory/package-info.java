/** Stock: reservation in groups, release, adjustments, shards, availability. Here are the handlers. */
@NullMarked
package dev.stampede.inventory;

import org.jspecify.annotations.NullMarked;

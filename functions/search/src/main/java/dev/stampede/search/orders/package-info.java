/** Orders as they are indexed and found: one index for each month of placement. */
@NullMarked
package dev.stampede.search.orders;

import org.jspecify.annotations.NullMarked;

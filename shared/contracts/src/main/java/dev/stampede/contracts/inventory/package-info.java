/** What other functions read of the stock. */
@NullMarked
package dev.stampede.contracts.inventory;

import org.jspecify.annotations.NullMarked;

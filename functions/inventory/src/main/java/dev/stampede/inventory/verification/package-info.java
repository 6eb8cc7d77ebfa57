/** Proves that no unit was lost or made up, while the store is open. */
@NullMarked
package dev.stampede.inventory.verification;

import org.jspecify.annotations.NullMarked;

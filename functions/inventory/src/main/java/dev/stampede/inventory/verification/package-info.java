/** Verifies in production that no units are lost or in excess. */
@NullMarked
package dev.stampede.inventory.verification;

import org.jspecify.annotations.NullMarked;

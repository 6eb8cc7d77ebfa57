/** Unpaid orders per caller and their limits. */
@NullMarked
package dev.stampede.contracts.unpaid;

import org.jspecify.annotations.NullMarked;

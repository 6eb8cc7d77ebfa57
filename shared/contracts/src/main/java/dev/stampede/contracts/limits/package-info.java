/** Limits on how often something can be tried, which several functions share. */
@NullMarked
package dev.stampede.contracts.limits;

import org.jspecify.annotations.NullMarked;

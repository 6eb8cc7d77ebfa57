/** Rate limits for each caller, counted across all execution environments at almost no cost. */
@NullMarked
package dev.stampede.runtime.limits;

import org.jspecify.annotations.NullMarked;

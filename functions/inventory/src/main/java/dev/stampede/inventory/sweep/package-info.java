/** Finds orders whose next step was lost, and repeats the step. */
@NullMarked
package dev.stampede.inventory.sweep;

import org.jspecify.annotations.NullMarked;

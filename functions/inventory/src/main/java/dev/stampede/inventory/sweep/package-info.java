/** Finds orders whose next step was lost on its way, and sends them through it again. */
@NullMarked
package dev.stampede.inventory.sweep;

import org.jspecify.annotations.NullMarked;

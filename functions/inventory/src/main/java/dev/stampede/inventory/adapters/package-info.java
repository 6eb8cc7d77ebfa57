/** The tables and the queue behind the ports. */
@NullMarked
package dev.stampede.inventory.adapters;

import org.jspecify.annotations.NullMarked;

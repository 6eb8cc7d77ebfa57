/** The availability that the catalog shows. */
@NullMarked
package dev.stampede.inventory.availability;

import org.jspecify.annotations.NullMarked;

/** Reserving units for orders and releasing them, many orders in one transaction. */
@NullMarked
package dev.stampede.inventory.reservation;

import org.jspecify.annotations.NullMarked;

/** Taking units for orders and giving them back, many orders in one transaction. */
@NullMarked
package dev.stampede.inventory.reservation;

import org.jspecify.annotations.NullMarked;

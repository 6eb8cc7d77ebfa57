/** Exports and reports: files that are made in steps, of orders and of stock movements. */
@NullMarked
package dev.stampede.reports;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.stampede.contracts.orders.adapters;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.stampede.orders.adapters;

import org.jspecify.annotations.NullMarked;

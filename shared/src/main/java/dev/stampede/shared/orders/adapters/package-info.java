@NullMarked
package dev.stampede.shared.orders.adapters;

import org.jspecify.annotations.NullMarked;

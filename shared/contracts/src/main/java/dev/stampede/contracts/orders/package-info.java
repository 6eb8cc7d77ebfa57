@NullMarked
package dev.stampede.contracts.orders;

import org.jspecify.annotations.NullMarked;

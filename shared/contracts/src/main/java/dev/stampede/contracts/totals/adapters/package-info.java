@NullMarked
package dev.stampede.contracts.totals.adapters;

import org.jspecify.annotations.NullMarked;

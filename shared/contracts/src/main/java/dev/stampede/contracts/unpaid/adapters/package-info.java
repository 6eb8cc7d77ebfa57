@NullMarked
package dev.stampede.contracts.unpaid.adapters;

import org.jspecify.annotations.NullMarked;

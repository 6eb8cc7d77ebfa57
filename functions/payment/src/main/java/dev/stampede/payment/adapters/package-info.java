@NullMarked
package dev.stampede.payment.adapters;

import org.jspecify.annotations.NullMarked;

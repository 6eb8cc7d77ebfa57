@NullMarked
package dev.stampede.payment;

import org.jspecify.annotations.NullMarked;

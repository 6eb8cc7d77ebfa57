@NullMarked
package dev.stampede.checkout.adapters;

import org.jspecify.annotations.NullMarked;

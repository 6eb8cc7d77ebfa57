/** A stand-in for Stripe's API. */
@NullMarked
package dev.stampede.local.stripe;

import org.jspecify.annotations.NullMarked;

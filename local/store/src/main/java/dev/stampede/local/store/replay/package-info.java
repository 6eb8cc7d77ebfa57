/** Gives parked stream records back to the functions that parked them. */
@NullMarked
package dev.stampede.local.store.replay;

import org.jspecify.annotations.NullMarked;

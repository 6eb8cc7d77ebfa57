/** Replays parked stream records. */
@NullMarked
package dev.stampede.local.store.replay;

import org.jspecify.annotations.NullMarked;

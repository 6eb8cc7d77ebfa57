/** A store with one greeting, for tests of the local store itself. */
@NullMarked
package dev.stampede.local.store.sample;

import org.jspecify.annotations.NullMarked;

/** A sample application for tests of the local store. */
@NullMarked
package dev.stampede.local.store.sample;

import org.jspecify.annotations.NullMarked;

/** Publishes the web applications to the bucket of a deployed stack. */
@NullMarked
package dev.stampede.local.store.website;

import org.jspecify.annotations.NullMarked;

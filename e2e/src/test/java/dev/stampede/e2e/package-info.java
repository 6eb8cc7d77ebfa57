/** The store as its callers see it: over HTTP, against any base URL. */
@NullMarked
package dev.stampede.e2e;

import org.jspecify.annotations.NullMarked;

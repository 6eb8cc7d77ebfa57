/** Benchmarks: a local store, a crowd of buyers over HTTP, and what came of it. */
@NullMarked
package dev.stampede.load;

import org.jspecify.annotations.NullMarked;

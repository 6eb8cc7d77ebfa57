/** Answers that may be a few seconds old, kept in this instance of a function. */
@NullMarked
package dev.stampede.runtime.caching;

import org.jspecify.annotations.NullMarked;

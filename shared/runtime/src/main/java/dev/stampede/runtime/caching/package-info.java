/** Answers that may be a few seconds old, kept in this instance of a function and, if there is one, in a shared server. */
@NullMarked
package dev.stampede.runtime.caching;

import org.jspecify.annotations.NullMarked;

/**
 * Reproducible fault injection: calls that fail, are slow, partially fail, are sent twice or lose their response, and
 * functions that are killed between two calls.
 */
@NullMarked
package dev.stampede.local.lab.faults;

import org.jspecify.annotations.NullMarked;

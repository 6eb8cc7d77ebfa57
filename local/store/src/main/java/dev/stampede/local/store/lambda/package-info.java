/** Runs the template's functions as AWS Lambda would: events and results as JSON, a context, a time limit. */
@NullMarked
package dev.stampede.local.store.lambda;

import org.jspecify.annotations.NullMarked;

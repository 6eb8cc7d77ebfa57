/** The counts of rate limits in DynamoDB. */
@NullMarked
package dev.stampede.runtime.limits.adapters;

import org.jspecify.annotations.NullMarked;

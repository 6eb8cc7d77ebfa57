/** Adapters to Amazon DynamoDB and Amazon SQS. */
@NullMarked
package dev.stampede.inventory.adapters;

import org.jspecify.annotations.NullMarked;

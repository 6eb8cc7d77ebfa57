/** An optimized DynamoDB Local in this process. Licensed for development and testing only. */
@NullMarked
package dev.stampede.local.database;

import org.jspecify.annotations.NullMarked;

/**
 * The store under faults: a simulation that runs the template's functions over DynamoDB Local, one at a time and one inside
 * another, with a clock, queues and failures of its own, all following from a seed.
 */
@NullMarked
package dev.stampede.e2e.faults;

import org.jspecify.annotations.NullMarked;

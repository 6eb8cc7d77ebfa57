/**
 * What the functions' calls would cost in the cloud, and the cloud's limits on them: a meter of DynamoDB's capacity
 * units and of requests to queues and topics, and a layer that refuses what DynamoDB would refuse.
 */
@NullMarked
package dev.stampede.local.lab.capacity;

import org.jspecify.annotations.NullMarked;

/**
 * Measures the DynamoDB capacity units and the SQS and SNS requests that functions would consume on AWS, and enforces
 * DynamoDB's limits.
 */
@NullMarked
package dev.stampede.local.lab.capacity;

import org.jspecify.annotations.NullMarked;

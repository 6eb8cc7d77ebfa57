/**
 * What a sale needs: a model of the store's capacity and costs, from measured facts and AWS's published quotas and prices.
 * Pure functions; only {@link dev.stampede.local.store.plan.Facts} reads files.
 */
@NullMarked
package dev.stampede.local.store.plan;

import org.jspecify.annotations.NullMarked;

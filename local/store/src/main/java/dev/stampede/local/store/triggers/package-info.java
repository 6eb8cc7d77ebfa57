/** Event source mappings, subscriptions and schedules: what makes a function run without an HTTP request. */
@NullMarked
package dev.stampede.local.store.triggers;

import org.jspecify.annotations.NullMarked;

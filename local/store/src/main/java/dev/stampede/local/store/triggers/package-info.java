/** Event source mappings, subscriptions and schedules: triggers of functions other than HTTP requests. */
@NullMarked
package dev.stampede.local.store.triggers;

import org.jspecify.annotations.NullMarked;

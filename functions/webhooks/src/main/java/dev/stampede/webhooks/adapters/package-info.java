@NullMarked
package dev.stampede.webhooks.adapters;

import org.jspecify.annotations.NullMarked;

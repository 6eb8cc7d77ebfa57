@NullMarked
package dev.stampede.webhooks;

import org.jspecify.annotations.NullMarked;

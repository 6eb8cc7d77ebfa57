@NullMarked
package dev.stampede.runtime.events;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.stampede.shared.events;

import org.jspecify.annotations.NullMarked;

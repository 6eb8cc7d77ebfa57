@NullMarked
package dev.stampede.contracts.events;

import org.jspecify.annotations.NullMarked;

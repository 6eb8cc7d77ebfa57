@NullMarked
package dev.stampede.relay.adapters;

import org.jspecify.annotations.NullMarked;

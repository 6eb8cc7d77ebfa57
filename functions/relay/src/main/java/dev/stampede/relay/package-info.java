@NullMarked
package dev.stampede.relay;

import org.jspecify.annotations.NullMarked;

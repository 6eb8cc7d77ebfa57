@NullMarked
package dev.stampede.shared.time;

import org.jspecify.annotations.NullMarked;

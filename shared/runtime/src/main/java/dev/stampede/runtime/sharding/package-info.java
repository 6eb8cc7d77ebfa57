@NullMarked
package dev.stampede.runtime.sharding;

import org.jspecify.annotations.NullMarked;

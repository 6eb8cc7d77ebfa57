@NullMarked
package dev.stampede.shared.sharding;

import org.jspecify.annotations.NullMarked;

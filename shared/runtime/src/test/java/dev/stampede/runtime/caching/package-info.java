@NullMarked
package dev.stampede.runtime.caching;

import org.jspecify.annotations.NullMarked;

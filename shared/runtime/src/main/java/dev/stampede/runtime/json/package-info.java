@NullMarked
package dev.stampede.runtime.json;

import org.jspecify.annotations.NullMarked;

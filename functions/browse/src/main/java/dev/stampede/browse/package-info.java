@NullMarked
package dev.stampede.browse;

import org.jspecify.annotations.NullMarked;

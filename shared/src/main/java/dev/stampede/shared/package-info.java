@NullMarked
package dev.stampede.shared;

import org.jspecify.annotations.NullMarked;

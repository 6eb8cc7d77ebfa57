@NullMarked
package dev.stampede.contracts;

import org.jspecify.annotations.NullMarked;

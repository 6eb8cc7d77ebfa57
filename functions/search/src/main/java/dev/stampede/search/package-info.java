@NullMarked
package dev.stampede.search;

import org.jspecify.annotations.NullMarked;

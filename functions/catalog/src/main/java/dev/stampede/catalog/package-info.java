@NullMarked
package dev.stampede.catalog;

import org.jspecify.annotations.NullMarked;

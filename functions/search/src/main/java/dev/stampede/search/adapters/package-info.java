@NullMarked
package dev.stampede.search.adapters;

import org.jspecify.annotations.NullMarked;

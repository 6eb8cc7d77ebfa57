@NullMarked
package dev.stampede.catalog.adapters;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.stampede.browse.adapters;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.stampede.auth.adapters;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.stampede.email.adapters;

import org.jspecify.annotations.NullMarked;

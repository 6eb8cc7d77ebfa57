@NullMarked
package dev.stampede.email;

import org.jspecify.annotations.NullMarked;

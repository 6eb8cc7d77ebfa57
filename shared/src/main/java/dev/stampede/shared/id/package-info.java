@NullMarked
package dev.stampede.shared.id;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.stampede.shared.concurrent;

import org.jspecify.annotations.NullMarked;

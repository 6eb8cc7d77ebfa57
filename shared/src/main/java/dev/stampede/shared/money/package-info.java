@NullMarked
package dev.stampede.shared.money;

import org.jspecify.annotations.NullMarked;

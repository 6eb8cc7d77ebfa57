@NullMarked
package dev.stampede.shared.json;

import org.jspecify.annotations.NullMarked;

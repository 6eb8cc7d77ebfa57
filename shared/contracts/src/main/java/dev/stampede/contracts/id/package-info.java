@NullMarked
package dev.stampede.contracts.id;

import org.jspecify.annotations.NullMarked;

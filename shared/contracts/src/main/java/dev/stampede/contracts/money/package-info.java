@NullMarked
package dev.stampede.contracts.money;

import org.jspecify.annotations.NullMarked;

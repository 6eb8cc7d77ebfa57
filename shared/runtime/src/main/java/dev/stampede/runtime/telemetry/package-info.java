@NullMarked
package dev.stampede.runtime.telemetry;

import org.jspecify.annotations.NullMarked;

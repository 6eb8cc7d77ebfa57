@NullMarked
package dev.stampede.shared.telemetry;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.stampede.runtime.http;

import org.jspecify.annotations.NullMarked;

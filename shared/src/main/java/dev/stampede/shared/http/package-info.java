@NullMarked
package dev.stampede.shared.http;

import org.jspecify.annotations.NullMarked;

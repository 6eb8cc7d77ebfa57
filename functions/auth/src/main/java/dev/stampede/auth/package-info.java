@NullMarked
package dev.stampede.auth;

import org.jspecify.annotations.NullMarked;

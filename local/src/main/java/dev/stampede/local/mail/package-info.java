/** The mail that functions sent. */
@NullMarked
package dev.stampede.local.mail;

import org.jspecify.annotations.NullMarked;

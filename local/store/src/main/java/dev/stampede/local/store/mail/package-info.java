/** The mail that functions sent. */
@NullMarked
package dev.stampede.local.store.mail;

import org.jspecify.annotations.NullMarked;

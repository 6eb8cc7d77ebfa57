/** Emails sent by the functions. */
@NullMarked
package dev.stampede.local.store.mail;

import org.jspecify.annotations.NullMarked;

/** What functions agree on about mail. */
@NullMarked
package dev.stampede.contracts.email;

import org.jspecify.annotations.NullMarked;

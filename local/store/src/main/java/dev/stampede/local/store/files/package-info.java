/** Files of the data directory that stay consistent when the process is killed. */
@NullMarked
package dev.stampede.local.store.files;

import org.jspecify.annotations.NullMarked;

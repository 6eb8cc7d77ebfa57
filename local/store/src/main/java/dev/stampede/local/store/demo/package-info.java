/** A catalogue to try the store with, made up the same way each time and loaded through the public admin API. */
@NullMarked
package dev.stampede.local.store.demo;

import org.jspecify.annotations.NullMarked;

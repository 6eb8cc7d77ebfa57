/** The demo catalog: the same generated products each time, loaded through the public admin API. */
@NullMarked
package dev.stampede.local.store.demo;

import org.jspecify.annotations.NullMarked;

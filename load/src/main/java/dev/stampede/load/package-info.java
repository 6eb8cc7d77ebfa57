/** Load tests: a local store, many buyers over HTTP, and a report. */
@NullMarked
package dev.stampede.load;

import org.jspecify.annotations.NullMarked;

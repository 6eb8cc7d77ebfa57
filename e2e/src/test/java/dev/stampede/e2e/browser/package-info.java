/** The web applications in a real browser, served by a local store with the demo catalog. */
@NullMarked
package dev.stampede.e2e.browser;

import org.jspecify.annotations.NullMarked;

/** The whole store in one process: what template.yaml describes, run on this machine. */
@NullMarked
package dev.stampede.local.store;

import org.jspecify.annotations.NullMarked;

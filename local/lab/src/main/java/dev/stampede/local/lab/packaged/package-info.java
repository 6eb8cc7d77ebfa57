/** Deployable jars, each in a process of its own under the runtime interface client that Lambda uses. */
@NullMarked
package dev.stampede.local.lab.packaged;

import org.jspecify.annotations.NullMarked;

/** The run that trains the JVM's AOT cache of the local store, which the start script begins after the first start. */
@NullMarked
package dev.stampede.local.store.training;

import org.jspecify.annotations.NullMarked;

/** Long work in short steps: one worker at a time does the next step of a job and records how far it is. */
@NullMarked
package dev.stampede.runtime.jobs;

import org.jspecify.annotations.NullMarked;

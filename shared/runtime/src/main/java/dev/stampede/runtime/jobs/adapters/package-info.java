@NullMarked
package dev.stampede.runtime.jobs.adapters;

import org.jspecify.annotations.NullMarked;

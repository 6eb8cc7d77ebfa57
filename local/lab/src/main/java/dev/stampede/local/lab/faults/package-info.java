/**
 * What goes wrong in the cloud, on purpose and by a seed: calls that are refused, slow, half done, done twice, or whose
 * answer is lost, and functions that are killed between two calls.
 */
@NullMarked
package dev.stampede.local.lab.faults;

import org.jspecify.annotations.NullMarked;

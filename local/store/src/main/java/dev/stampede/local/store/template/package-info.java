/**
 * Reads the deployment template and resolves parameters, conditions, intrinsic functions and globals for a local stack.
 */
@NullMarked
package dev.stampede.local.store.template;

import org.jspecify.annotations.NullMarked;

/** Reads the deployment template: parameters, conditions, intrinsic functions and globals, resolved for a local stack. */
@NullMarked
package dev.stampede.local.store.template;

import org.jspecify.annotations.NullMarked;

/** Enforces the template's IAM policies on the functions' AWS calls, and records which of their permissions are used. */
@NullMarked
package dev.stampede.local.lab.iam;

import org.jspecify.annotations.NullMarked;

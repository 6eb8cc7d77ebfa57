@NullMarked
package dev.stampede.local.lab.iam;

import org.jspecify.annotations.NullMarked;

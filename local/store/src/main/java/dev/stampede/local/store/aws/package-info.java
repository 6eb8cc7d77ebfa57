/** The AWS services that the functions use: embedded in this process, or an emulator's. */
@NullMarked
package dev.stampede.local.store.aws;

import org.jspecify.annotations.NullMarked;

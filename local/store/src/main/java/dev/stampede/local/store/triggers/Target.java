package dev.stampede.local.store.triggers;

import dev.stampede.local.store.lambda.Invocation;

/** The function that a trigger invokes. */
@FunctionalInterface
interface Target {

    Invocation invoke(byte[] event);
}

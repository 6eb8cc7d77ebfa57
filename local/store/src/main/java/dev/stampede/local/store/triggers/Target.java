package dev.stampede.local.store.triggers;

import dev.stampede.local.store.lambda.Invocation;

/** The function of an event source mapping. */
@FunctionalInterface
interface Target {

    Invocation invoke(byte[] event);
}

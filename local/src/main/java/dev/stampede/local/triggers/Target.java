package dev.stampede.local.triggers;

import dev.stampede.local.lambda.Invocation;

/** The function of an event source mapping. */
@FunctionalInterface
interface Target {

    Invocation invoke(byte[] event);
}

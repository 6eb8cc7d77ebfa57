package dev.stampede.local.http;

/** What came of invoking a function. */
public sealed interface FunctionAnswer {

    /** The function returned; {@code json} is its serialized result. */
    record Returned(byte[] json) implements FunctionAnswer {}

    /** The function threw or timed out; Lambda's own words for it. */
    record Failed(String errorType, String errorMessage) implements FunctionAnswer {}
}

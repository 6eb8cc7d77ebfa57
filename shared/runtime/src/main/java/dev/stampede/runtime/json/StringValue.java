package dev.stampede.runtime.json;

/**
 * A type whose JSON form is one string, such as an id. {@code toString} gives that string, and a public constructor of
 * one string reads it and throws {@link IllegalArgumentException} for any other.
 */
public interface StringValue {

    String value();
}

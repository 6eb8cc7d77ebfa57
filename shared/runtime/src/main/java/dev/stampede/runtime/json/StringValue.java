package dev.stampede.runtime.json;

/**
 * A type whose JSON form is one string, such as an id: its {@link #value()}. A public constructor of one string reads it and
 * throws {@link IllegalArgumentException} for any other. {@code toString} gives the string too, unless it is a secret.
 */
public interface StringValue {

    String value();
}

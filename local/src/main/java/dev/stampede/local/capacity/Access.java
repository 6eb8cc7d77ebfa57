package dev.stampede.local.capacity;

/** Whether units are read or write units. */
public enum Access {
    READ, WRITE
}

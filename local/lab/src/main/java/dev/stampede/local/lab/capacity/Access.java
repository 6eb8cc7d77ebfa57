package dev.stampede.local.lab.capacity;

/** Whether units are read or write units. */
public enum Access {
    READ, WRITE
}

package dev.stampede.elsewhere;

/** Stands for a function's code that another function must not use. */
public record Elsewhere(String name) {}

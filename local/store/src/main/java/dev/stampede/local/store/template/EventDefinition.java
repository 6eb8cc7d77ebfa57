package dev.stampede.local.store.template;

import java.util.Map;

/**
 * An entry of a function's {@code Events}: its name, its type, such as {@code Api} or {@code SQS}, and its properties.
 */
public record EventDefinition(String id, String type, Map<String, Object> properties) {}

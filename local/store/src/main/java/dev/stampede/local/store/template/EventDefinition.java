package dev.stampede.local.store.template;

import java.util.Map;

/** One entry of a function's {@code Events}: its name there, its type such as {@code Api} or {@code SQS}, and its properties. */
public record EventDefinition(String id, String type, Map<String, Object> properties) {}

package dev.stampede.local.store.template;

import java.util.Map;

/**
 * A resource of the template whose condition is true, with all intrinsic functions resolved.
 *
 * @param physicalName the name of the resource in the stack: the name from the template, or by default
 *                     {@code <stack>-<logicalId>}
 */
public record Resource(String logicalId, String type, String physicalName, Map<String, Object> properties,
        Map<String, Object> metadata) {}

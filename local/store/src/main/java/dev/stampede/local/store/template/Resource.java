package dev.stampede.local.store.template;

import java.util.Map;

/**
 * A resource of the template whose condition holds, with every intrinsic function resolved.
 *
 * @param physicalName the name that the resource has in the stack: the one the template gives it, else
 *                     {@code <stack>-<logicalId>}
 */
public record Resource(String logicalId, String type, String physicalName, Map<String, Object> properties,
        Map<String, Object> metadata) {}

package dev.stampede.local.lab.iam;

import java.util.List;
import java.util.Map;

/**
 * What IAM authorizes: an action on a resource.
 *
 * @param action   such as {@code dynamodb:GetItem}
 * @param resource an ARN
 * @param context  the values of the condition keys, such as {@code dynamodb:LeadingKeys}
 */
record Access(String action, String resource, Map<String, List<String>> context) {

    Access(String action, String resource) {
        this(action, resource, Map.of());
    }

    @Override
    public String toString() {
        return action + " on " + resource + (context.isEmpty() ? "" : " with " + context);
    }
}

package dev.stampede.load;

import dev.stampede.local.store.template.Stack;

/** What the local store calls the template's resources. */
final class LocalNames {

    private LocalNames() {}

    static String table(String logicalId) {
        return Stack.NAME + "-" + logicalId;
    }
}

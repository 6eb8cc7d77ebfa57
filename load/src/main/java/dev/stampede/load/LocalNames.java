package dev.stampede.load;

import dev.stampede.local.store.template.Stack;

/** The physical names of the template's resources in the local store. */
final class LocalNames {

    private LocalNames() {}

    static String table(String logicalId) {
        return Stack.NAME + "-" + logicalId;
    }
}

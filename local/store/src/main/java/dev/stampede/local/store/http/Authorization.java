package dev.stampede.local.store.http;

import java.util.Map;

/** What came of asking a route's authorizer. */
sealed interface Authorization {

    /** @param context what the function is told about the caller, {@code principalId} among it */
    record Allowed(Map<String, String> context) implements Authorization {

        /** A route without an authorizer. */
        static final Allowed OPEN = new Allowed(Map.of());

        public Allowed {
            context = Map.copyOf(context);
        }
    }

    /** @param context what the authorizer said about the caller, empty where it was not asked or failed */
    record Refused(GatewayResponseType response, Map<String, String> context) implements Authorization {

        public Refused {
            context = Map.copyOf(context);
        }

        static Refused with(GatewayResponseType response) {
            return new Refused(response, Map.of());
        }
    }
}

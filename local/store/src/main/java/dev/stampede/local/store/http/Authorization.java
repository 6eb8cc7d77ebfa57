package dev.stampede.local.store.http;

import java.util.Map;

/** The result of a route's authorizer. */
sealed interface Authorization {

    /** @param context information about the caller for the function, including {@code principalId} */
    record Allowed(Map<String, String> context) implements Authorization {

        /** A route without an authorizer. */
        static final Allowed OPEN = new Allowed(Map.of());

        public Allowed {
            context = Map.copyOf(context);
        }
    }

    /** @param context information about the caller from the authorizer; empty if it was not invoked or failed */
    record Refused(GatewayResponseType response, Map<String, String> context) implements Authorization {

        public Refused {
            context = Map.copyOf(context);
        }

        static Refused with(GatewayResponseType response) {
            return new Refused(response, Map.of());
        }
    }
}

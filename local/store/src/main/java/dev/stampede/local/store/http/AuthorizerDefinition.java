package dev.stampede.local.store.http;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Lambda authorizer of the API. */
sealed interface AuthorizerDefinition {

    String name();

    /** The logical ID of the authorizer function. */
    String functionId();

    /** How long a decision is cached: 0 (no caching) to 3,600 seconds. */
    Duration reauthorizeEvery();

    /** The identity sources; a request that lacks one is rejected without invoking the function. */
    List<IdentitySource> identity();

    /**
     * A token authorizer: the function receives the value of one header.
     *
     * @param validation the pattern that the token must match; null accepts any token
     */
    record Token(String name, String functionId, Duration reauthorizeEvery, String header,
            @Nullable Pattern validation) implements AuthorizerDefinition {

        public Token {
            checkTtl(name, reauthorizeEvery);
        }

        @Override
        public List<IdentitySource> identity() {
            return List.of(new IdentitySource.InHeader(header));
        }
    }

    /** A request authorizer: the function receives the request without its body. */
    record Request(String name, String functionId, Duration reauthorizeEvery, List<IdentitySource> identity)
            implements AuthorizerDefinition {

        public Request {
            checkTtl(name, reauthorizeEvery);
            identity = List.copyOf(identity);
            if (identity.isEmpty() && reauthorizeEvery.isPositive()) {
                throw new IllegalArgumentException(
                        "Authorizer " + name + ": caching requires identity sources (Identity is missing)");
            }
        }
    }

    /** An identity source. */
    sealed interface IdentitySource {

        record InHeader(String name) implements IdentitySource {}

        record InQuery(String name) implements IdentitySource {}
    }

    private static void checkTtl(String name, Duration ttl) {
        if (ttl.isNegative() || ttl.toSeconds() > 3_600) {
            throw new IllegalArgumentException(
                    "Authorizer " + name + ": ReauthorizeEvery must be between 0 and 3600 seconds");
        }
    }
}

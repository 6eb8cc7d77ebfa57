package dev.stampede.local.store.http;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Lambda authorizer of the API. */
sealed interface AuthorizerDefinition {

    String name();

    /** The logical id of the function that decides. */
    String functionId();

    /** How long a decision is kept, in whole seconds from 0 (never) to 3,600. */
    Duration reauthorizeEvery();

    /** Where the caller's identity is; a request without one of them is refused before the function is asked. */
    List<IdentitySource> identity();

    /**
     * A token authorizer: the function gets the value of one header.
     *
     * @param validation what the token must match, or null for anything
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

    /** A request authorizer: the function gets the whole request but its body. */
    record Request(String name, String functionId, Duration reauthorizeEvery, List<IdentitySource> identity)
            implements AuthorizerDefinition {

        public Request {
            checkTtl(name, reauthorizeEvery);
            identity = List.copyOf(identity);
            if (identity.isEmpty() && reauthorizeEvery.isPositive()) {
                throw new IllegalArgumentException(
                        "Authorizer " + name + ": decisions can be kept only by an identity (Identity is missing)");
            }
        }
    }

    /** One part of the caller's identity. */
    sealed interface IdentitySource {

        record InHeader(String name) implements IdentitySource {}

        record InQuery(String name) implements IdentitySource {}
    }

    private static void checkTtl(String name, Duration ttl) {
        if (ttl.isNegative() || ttl.toSeconds() > 3_600) {
            throw new IllegalArgumentException("Authorizer " + name + ": ReauthorizeEvery is 0 to 3600 seconds");
        }
    }
}

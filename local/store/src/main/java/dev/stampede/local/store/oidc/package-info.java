/** The local store's own OpenID Connect issuer: it signs a token for whoever asks, so that nothing outside is needed. */
@NullMarked
package dev.stampede.local.store.oidc;

import org.jspecify.annotations.NullMarked;

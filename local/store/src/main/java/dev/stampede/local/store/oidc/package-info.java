/** The local store's OpenID Connect issuer, which issues tokens without authentication. */
@NullMarked
package dev.stampede.local.store.oidc;

import org.jspecify.annotations.NullMarked;

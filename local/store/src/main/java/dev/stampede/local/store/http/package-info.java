/**
 * The local store's HTTP server: an API Gateway REST API with the template's routes, authorizers, CORS rules and
 * gateway responses, and the pages under {@code /_local}.
 */
@NullMarked
package dev.stampede.local.store.http;

import org.jspecify.annotations.NullMarked;

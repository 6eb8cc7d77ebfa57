/**
 * The local store's edge: a stand-in for API Gateway's REST API that takes its routes, authorizers, CORS rules and
 * gateway responses from the template, and the pages under {@code /_local}.
 */
@NullMarked
package dev.stampede.local.store.http;

import org.jspecify.annotations.NullMarked;

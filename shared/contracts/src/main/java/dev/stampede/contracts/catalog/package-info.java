/** How the catalogue's indexes are keyed: what the writer of products and their reader must agree on. */
@NullMarked
package dev.stampede.contracts.catalog;

import org.jspecify.annotations.NullMarked;

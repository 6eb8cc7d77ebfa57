/** The items of the catalog table and the keys of its indexes: what their writers and readers must agree on. */
@NullMarked
package dev.stampede.contracts.catalog;

import org.jspecify.annotations.NullMarked;

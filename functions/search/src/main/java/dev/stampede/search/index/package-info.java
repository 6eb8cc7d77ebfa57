/** The search engine: how products are indexed, and how they are found. Knows nothing of where the index is kept. */
@NullMarked
package dev.stampede.search.index;

import org.jspecify.annotations.NullMarked;

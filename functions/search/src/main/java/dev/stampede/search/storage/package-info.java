/**
 * The index in object storage: immutable files and one manifest that names them. Only the manifest is replaced, and only on
 * condition, so that no indexer overwrites the work of another.
 */
@NullMarked
package dev.stampede.search.storage;

import org.jspecify.annotations.NullMarked;

/** Objects in buckets, and the part of Amazon S3's protocol that stores need. */
@NullMarked
package dev.stampede.local.store.objects;

import org.jspecify.annotations.NullMarked;

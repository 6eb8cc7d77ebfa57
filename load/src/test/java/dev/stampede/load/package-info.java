/** Tests of the load tests. */
@NullMarked
package dev.stampede.load;

import org.jspecify.annotations.NullMarked;

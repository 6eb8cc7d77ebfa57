/** Units that come in, go out or are counted anew; each change applied once. */
@NullMarked
package dev.stampede.inventory.adjustment;

import org.jspecify.annotations.NullMarked;

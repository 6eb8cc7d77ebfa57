/** What callers hold and have not paid for, and how much of it they may. */
@NullMarked
package dev.stampede.contracts.unpaid;

import org.jspecify.annotations.NullMarked;

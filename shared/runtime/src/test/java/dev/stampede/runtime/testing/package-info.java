/** What the tests of all modules share: a local DynamoDB with the template's tables, fixtures, sample events. */
@NullMarked
package dev.stampede.runtime.testing;

import org.jspecify.annotations.NullMarked;

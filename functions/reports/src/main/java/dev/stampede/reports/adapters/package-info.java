@NullMarked
package dev.stampede.reports.adapters;

import org.jspecify.annotations.NullMarked;

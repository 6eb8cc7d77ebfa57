package dev.stampede.catalog;

import org.jspecify.annotations.Nullable;

/**
 * How far a file has been read.
 *
 * @param offset of the first byte that has not been read
 * @param row number of the last row that has been read, from 1; in CSV, the row with the names of columns is 1
 * @param isSkipping whether the rest of the row at the offset belongs to a row that was too long
 * @param header the CSV row with the names of columns, once it has been read
 * @param refused the product whose rows were refused last and whose further rows are refused too, or null
 */
public record ImportPosition(
        long offset, int row, boolean isSkipping, @Nullable String header, @Nullable String refused) {

    static final ImportPosition START = new ImportPosition(0, 0, false, null, null);
}

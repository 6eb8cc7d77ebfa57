package dev.stampede.catalog;

import dev.stampede.runtime.http.Problem.FieldError;
import java.util.List;

/**
 * A part of a file that was read.
 *
 * @param next where the next part begins
 * @param faults why the file cannot be read at all; empty if it can
 */
record ImportChunk(List<FileProduct> products, ImportPosition next, List<FieldError> faults) {

    ImportChunk {
        products = List.copyOf(products);
        faults = List.copyOf(faults);
    }
}

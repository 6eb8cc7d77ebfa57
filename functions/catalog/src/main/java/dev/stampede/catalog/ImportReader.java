package dev.stampede.catalog;

/** Reads products from a file, a chunk at a time. Thread-safe. */
interface ImportReader {

    /** The longest row: that of a product as JSON. */
    int MAX_ROW_BYTES = ProductFields.MAX_BYTES;

    /**
     * Reads whole products, as many as the bytes have.
     *
     * @param bytes from the start's offset, at least {@link #MAX_ROW_BYTES} unless the file ends with them
     * @param isEnd whether the file ends with them
     * @param maxRows maximum number of rows, by and large: the rows of a product are not divided
     * @return a chunk that ends after the start, or at it if the bytes are empty
     */
    ImportChunk read(byte[] bytes, boolean isEnd, ImportPosition start, int maxRows);
}

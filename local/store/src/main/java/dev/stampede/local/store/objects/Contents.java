package dev.stampede.local.store.objects;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;

/** Where the contents of a bucket's objects are. The bucket calls it under its lock, except {@link #draft}. */
interface Contents {

    /** Bytes of the largest object. S3 takes 5 GiB in one request. */
    int MAX_OBJECT_BYTES = 256 * 1024 * 1024;

    /** Content that was read and belongs to no object yet. Closing discards it, if it was not kept. */
    interface Draft extends AutoCloseable {

        long size();

        /** The MD5 hash in quotes, as S3's entity tag of an object that was uploaded in one request. */
        String etag();

        /** Makes it the content of an object, instead of what that had before. */
        void keep(StoredObject object) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** The objects that are there at the start. */
    Collection<StoredObject> stored() throws IOException;

    /**
     * Reads content to its end.
     *
     * @throws S3Failure if it is larger than {@link #MAX_OBJECT_BYTES}
     */
    Draft draft(InputStream body) throws IOException;

    InputStream open(StoredObject object, ByteRange range) throws IOException;

    void delete(StoredObject object) throws IOException;

    static S3Failure tooLarge() {
        return new S3Failure(400, "EntityTooLarge",
                "The local store takes objects of up to " + MAX_OBJECT_BYTES + " bytes");
    }
}

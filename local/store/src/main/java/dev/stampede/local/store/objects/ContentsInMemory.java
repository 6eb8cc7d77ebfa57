package dev.stampede.local.store.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Contents in the heap. */
final class ContentsInMemory implements Contents {

    private final Map<String, byte[]> contents = new HashMap<>();

    @Override
    public Collection<StoredObject> stored() {
        return List.of();
    }

    @Override
    public Draft draft(InputStream body) throws IOException {
        var content = body.readNBytes(MAX_OBJECT_BYTES + 1);
        if (content.length > MAX_OBJECT_BYTES) {
            throw Contents.tooLarge();
        }
        var etag = EntityTag.of(content);
        return new Draft() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public String etag() {
                return etag;
            }

            @Override
            public void keep(StoredObject object) {
                contents.put(object.key(), content);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public InputStream open(StoredObject object, ByteRange range) {
        return new ByteArrayInputStream(
                contents.get(object.key()), Math.toIntExact(range.start()), Math.toIntExact(range.length()));
    }

    @Override
    public void delete(StoredObject object) {
        contents.remove(object.key());
    }
}

package dev.stampede.local.store.objects;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Entity tags of objects that were uploaded in one request: the MD5 hash of the content, in quotes. */
final class EntityTag {

    private EntityTag() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    static String of(MessageDigest digest) {
        return '"' + HexFormat.of().formatHex(digest.digest()) + '"';
    }

    static String of(byte[] content) {
        var digest = digest();
        digest.update(content);
        return of(digest);
    }
}

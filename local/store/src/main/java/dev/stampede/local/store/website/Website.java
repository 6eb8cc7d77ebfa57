package dev.stampede.local.store.website;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.local.store.http.WebFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The storefront and the admin pages in the bucket behind a distribution. */
public final class Website {

    /** Below the same path as on the local store. */
    private static final String DIRECTORY = "assets/";
    private static final String DEPLOYMENT = "deployment.js";
    /**
     * The distribution shows a change within ten seconds. Browsers ask for each file again: names do not change with content,
     * and a page of one version must not load a module of another.
     */
    private static final String CACHE_CONTROL = "public, max-age=0, s-maxage=10, must-revalidate";

    private final S3Client s3;
    private final WebFiles files;

    /** What publishing changed. */
    public record Published(int written, int deleted) {}

    public Website(S3Client s3, WebFiles files) {
        this.s3 = s3;
        this.files = files;
    }

    /** Writes all files, the pages last, then deletes the bucket's other files. Can be repeated after a failure. */
    public Published publish(DeployedStack stack) {
        var keys = new HashSet<String>();
        for (var name : names()) {
            keys.add(DIRECTORY + name);
            write(stack, name);
        }
        return new Published(keys.size(), deleteOthers(stack.bucket(), keys));
    }

    private List<String> names() {
        var names = new ArrayList<>(files.deployed());
        if (names.isEmpty()) {
            throw new IllegalStateException("There are no files of web applications to publish");
        }
        names.sort(Comparator.comparing((String name) -> name.endsWith(".html")).thenComparing(name -> name));
        return names;
    }

    private void write(DeployedStack stack, String name) {
        var body = name.equals(DEPLOYMENT) ? stack.module().getBytes(UTF_8) : files.read(name);
        s3.putObject(put -> put.bucket(stack.bucket()).key(DIRECTORY + name).contentType(WebFiles.type(name))
                .cacheControl(CACHE_CONTROL), RequestBody.fromBytes(body));
    }

    private int deleteOthers(String bucket, Set<String> keys) {
        var others = s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream().map(S3Object::key)
                .filter(key -> !keys.contains(key)).toList();
        others.forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
        return others.size();
    }
}

package dev.stampede.local.store.objects;

/** An error response of Amazon S3 (Amazon S3 API Reference, "Error responses"). */
final class S3Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    S3Failure(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static S3Failure noSuchKey() {
        return new S3Failure(404, "NoSuchKey", "The specified key does not exist.");
    }

    static S3Failure preconditionFailed() {
        return new S3Failure(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }

    static S3Failure notImplemented(String what) {
        return new S3Failure(501, "NotImplemented", "The local store does not support " + what);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}

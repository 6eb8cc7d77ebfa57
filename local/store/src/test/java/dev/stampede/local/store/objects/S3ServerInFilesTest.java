package dev.stampede.local.store.objects;

class S3ServerInFilesTest extends S3ServerContract {

    S3ServerInFilesTest() {
        super(true);
    }
}

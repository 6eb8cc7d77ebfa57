package dev.stampede.local.store.objects;

class S3ServerInMemoryTest extends S3ServerContract {

    S3ServerInMemoryTest() {
        super(false);
    }
}

package dev.stampede.local.store.aws;

import org.apache.pekko.actor.AbstractActor;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Keeps what ElasticMQ tells of its queues. ElasticMQ acknowledges a request about a message when this actor has answered,
 * which it does when the change is in the file; a change that cannot be written is not answered.
 *
 * <p>
 * ElasticMQ's own SQL storage is not used: it goes on without storing, but answering, after one failed statement, and it
 * has one database for all stores of a JVM.
 */
final class QueueStorage extends AbstractActor {

    private final KeptQueues kept;

    QueueStorage(KeptQueues kept) {
        this.kept = kept;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(QueueEvent.QueueCreated.class, event -> kept.define(event.queue()))
                .match(QueueEvent.QueueMetadataUpdated.class, event -> kept.define(event.queue()))
                .match(QueueEvent.QueueDeleted.class, event -> kept.delete(event.queueName()))
                .match(QueueEvent.MessageAdded.class,
                        event -> answered(() -> kept.put(event.queueName(), event.message())))
                .match(QueueEvent.MessageUpdated.class,
                        event -> answered(() -> kept.update(event.queueName(), event.message())))
                .match(QueueEvent.MessageRemoved.class,
                        event -> answered(() -> kept.remove(event.queueName(), event.messageId())))
                .build();
    }

    private void answered(Runnable change) {
        change.run();
        getSender().tell(OperationSuccessful$.MODULE$, getSelf());
    }
}

package dev.stampede.local.store.aws;

import org.apache.pekko.actor.AbstractActor;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Stores ElasticMQ's queue changes. ElasticMQ acknowledges a request after this actor replies, and the actor replies
 * after the change is in the file. It does not reply to a change that cannot be written.
 *
 * <p>
 * Replaces ElasticMQ's SQL storage, which keeps acknowledging without storing after one failed statement, and shares
 * one database between all stores of a JVM.
 */
final class QueueStorage extends AbstractActor {

    private final StoredQueues kept;

    QueueStorage(StoredQueues kept) {
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

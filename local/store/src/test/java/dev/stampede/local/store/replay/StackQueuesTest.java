package dev.stampede.local.store.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class StackQueuesTest {

    private static final String TEMPLATE = """
            Resources:
              Work:
                Type: AWS::SQS::Queue
                Properties:
                  FifoQueue: true
                  RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 }
              Dead:
                Type: AWS::SQS::Queue
                Properties: { FifoQueue: true }
            """;

    @TempDir
    private Path folder;

    @Test
    void all_ofAStackThatDoesNotExist_shouldSayWhatToCheck() throws IOException {
        var file = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        try (var services = Services.start(Services.Options.inMemory())) {
            var template = Template.read(file, Map.of(), services.stack());
            var queues = new StackQueues(services.clients().sqs(), "nobody", template);

            assertThatThrownBy(queues::all).isInstanceOf(IllegalStateException.class)
                    .hasMessage("No queues of a stack named nobody found: check its name, the Region and the account");
        }
    }

    /** Within five minutes, a FIFO queue drops a message with the deduplication ID that it had before. */
    @Test
    void redrive_ofAFifoQueue_shouldKeepTheGroup() throws IOException {
        var file = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        try (var services = Services.start(Services.Options.inMemory())) {
            var template = Template.read(file, Map.of(), services.stack());
            services.create(template);
            var sqs = services.clients().sqs();
            var queues = new StackQueues(sqs, services.stack().name(), template);
            for (var queue : new String[] {"Work", "Dead"}) {
                sqs.sendMessage(send -> send.queueUrl(queues.url(queue)).messageBody("one").messageGroupId("group")
                        .messageDeduplicationId("one"));
            }
            var work = queues.url("Work");
            var first = sqs.receiveMessage(receive -> receive.queueUrl(work)).messages().getFirst();
            sqs.deleteMessage(delete -> delete.queueUrl(work).receiptHandle(first.receiptHandle()));

            assertThat(queues.redrive(queues.find("Dead").orElseThrow())).isEqualTo(1);

            assertThat(sqs.receiveMessage(receive -> receive.queueUrl(work)
                    .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID)).messages())
                            .singleElement().satisfies(message -> {
                                assertThat(message.body()).isEqualTo("one");
                                assertThat(message.attributes())
                                        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "group");
                            });
            assertThat(queues.find("Dead").orElseThrow().waiting()).isZero();
        }
    }
}

package dev.stampede.local.store.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** A request in the AWS Query protocol: lists are {@code Name.member.1}, {@code Name.member.2} and so on. */
record QueryForm(Map<String, String> fields) {

    static QueryForm parse(String body) {
        var fields = new HashMap<String, String>();
        for (var pair : body.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return new QueryForm(fields);
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    PublishRequest publish() {
        return PublishRequest.builder().topicArn(given("TopicArn")).targetArn(given("TargetArn"))
                .subject(given("Subject")).message(given("Message")).messageAttributes(attributes("")).build();
    }

    PublishBatchRequest publishBatch() {
        var entries = members("PublishBatchRequestEntries.member.",
                prefix -> PublishBatchRequestEntry.builder().id(given(prefix + ".Id"))
                        .message(given(prefix + ".Message")).subject(given(prefix + ".Subject"))
                        .messageAttributes(attributes(prefix + ".")).build());
        return PublishBatchRequest.builder().topicArn(given("TopicArn")).publishBatchRequestEntries(entries).build();
    }

    SendEmailRequest sendEmail() {
        return SendEmailRequest.builder().source(given("Source"))
                .destination(to -> to.toAddresses(texts("Destination.ToAddresses.member."))
                        .ccAddresses(texts("Destination.CcAddresses.member."))
                        .bccAddresses(texts("Destination.BccAddresses.member.")))
                .message(message -> message.subject(content("Message.Subject"))
                        .body(body -> body.html(content("Message.Body.Html")).text(content("Message.Body.Text"))))
                .configurationSetName(given("ConfigurationSetName"))
                .tags(members("Tags.member.", prefix -> MessageTag.builder().name(given(prefix + ".Name"))
                        .value(given(prefix + ".Value")).build()))
                .build();
    }

    SendRawEmailRequest sendRawEmail() {
        return SendRawEmailRequest.builder().source(given("Source")).destinations(texts("Destinations.member."))
                .rawMessage(raw -> raw
                        .data(SdkBytes.fromByteArray(Base64.getDecoder().decode(text("RawMessage.Data")))))
                .configurationSetName(given("ConfigurationSetName"))
                .tags(members("Tags.member.", prefix -> MessageTag.builder().name(given(prefix + ".Name"))
                        .value(given(prefix + ".Value")).build()))
                .build();
    }

    private @Nullable String given(String name) {
        return fields.get(name);
    }

    private @Nullable Content content(String prefix) {
        return fields.containsKey(prefix + ".Data") ? Content.builder().data(given(prefix + ".Data")).build() : null;
    }

    private Map<String, MessageAttributeValue> attributes(String prefix) {
        var attributes = new LinkedHashMap<String, MessageAttributeValue>();
        for (var entry : members(prefix + "MessageAttributes.entry.", Function.identity())) {
            var binary = given(entry + ".Value.BinaryValue");
            attributes.put(text(entry + ".Name"), MessageAttributeValue.builder()
                    .dataType(given(entry + ".Value.DataType")).stringValue(given(entry + ".Value.StringValue"))
                    .binaryValue(binary == null ? null : SdkBytes.fromByteArray(Base64.getDecoder().decode(binary)))
                    .build());
        }
        return attributes;
    }

    private List<String> texts(String prefix) {
        return members(prefix, this::text);
    }

    private <T> List<T> members(String prefix, Function<String, T> read) {
        var members = new ArrayList<T>();
        for (var i = 1; hasMember(prefix + i); i++) {
            members.add(read.apply(prefix + i));
        }
        return members;
    }

    private boolean hasMember(String member) {
        return fields.keySet().stream().anyMatch(name -> name.equals(member) || name.startsWith(member + "."));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

package dev.stampede.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamImagesTest {

    @Test
    void item_everyKindOfAttribute_shouldBeTheSdks() {
        var image = Map.of(
                "text", new AttributeValue().withS("a"),
                "number", new AttributeValue().withN("1"),
                "flag", new AttributeValue().withBOOL(false),
                "none", new AttributeValue().withNULL(true),
                "set", new AttributeValue().withSS("a", "b"),
                "map", new AttributeValue().withM(Map.of("inner", new AttributeValue().withN("2"))),
                "list", new AttributeValue().withL(new AttributeValue().withS("x"), new AttributeValue().withN("3")));

        var item = StreamImages.item(image);

        assertThat(item).isEqualTo(Map.of(
                "text", of().s("a").build(),
                "number", of().n("1").build(),
                "flag", of().bool(false).build(),
                "none", of().nul(true).build(),
                "set", of().ss("a", "b").build(),
                "map", of().m(Map.of("inner", of().n("2").build())).build(),
                "list", of().l(of().s("x").build(), of().n("3").build()).build()));
    }

    @Test
    void item_kindThatTheTablesDoNotHold_shouldBeRefused() {
        var image = Map.of("bytes", new AttributeValue().withB(ByteBuffer.wrap(new byte[] {1})));
        assertThatIllegalArgumentException().isThrownBy(() -> StreamImages.item(image));
    }

    @Test
    void item_emptyImage_shouldBeEmpty() {
        assertThat(StreamImages.item(Map.of())).isEqualTo(Map.of());
        assertThat(StreamImages.item(Map.of("l", new AttributeValue().withL(List.of()))))
                .containsEntry("l", of().l(List.of()).build());
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue.Builder of() {
        return software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
    }
}

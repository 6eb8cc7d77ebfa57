package dev.stampede.runtime.testing;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

/** The sample events under events/, read as Lambda's runtime reads them. */
public final class Events {

    private Events() {}

    /** @param file such as {@code CartFunction-PutItem.json} */
    public static <T> T read(String file, Class<T> type) {
        return parse(ProjectFiles.text("events/" + file), type);
    }

    public static <T> T parse(String json, Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, Events.class.getClassLoader()).fromJson(json);
    }
}

package dev.stampede.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Renders a result as JSON. */
final class ResultJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultJson() {}

    static String of(Record result) {
        try {
            return MAPPER.writeValueAsString(result);
        } catch (JsonProcessingException bug) {
            throw new IllegalArgumentException("Result cannot be written as JSON", bug);
        }
    }
}

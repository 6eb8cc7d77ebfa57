package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An answer of the API. */
record Answer(int status, String text, HttpResponse<String> response) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + this, e);
        }
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The answer, once it is known to have that status. */
    Answer expect(int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return this;
    }

    /** The answer, once it is known to be a problem of that kind. */
    Answer expectProblem(int expected, String slug) {
        expect(expected);
        assertThat(header("Content-Type")).as("%s", this).hasValue("application/problem+json");
        assertThat(json().path("type").asText()).as("%s", this).isEqualTo("urn:stampede:problem:" + slug);
        assertThat(json().path("status").asInt()).isEqualTo(expected);
        return this;
    }

    /** The answer, once it is known to be a 400 that names the field. */
    Answer expectInvalid(String field) {
        expectProblem(400, "invalid-request");
        assertThat(json().path("errors")).as("%s", this).anySatisfy(error -> assertThat(error.path("field").asText())
                .isEqualTo(field));
        return this;
    }

    @Override
    public String toString() {
        return response.request().method() + " " + response.request().uri() + " -> " + status + " " + text;
    }
}

package dev.stampede.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.runtime.http.Problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void members_shouldBeThoseOfTheRfcFollowedByTheExtras() {
        var problem = Problem.of("price-changed", "The price is another one", 409)
                .withDetail("Now 12.00")
                .withErrors(List.of(new FieldError("unitPrice", "is too low")))
                .with("now", 1200);

        assertThat(HttpResponse.problem(problem).body()).isEqualTo(
                "{\"type\":\"urn:stampede:problem:price-changed\",\"title\":\"The price is another one\","
                        + "\"status\":409,\"detail\":\"Now 12.00\","
                        + "\"errors\":[{\"field\":\"unitPrice\",\"message\":\"is too low\"}],\"now\":1200}");
    }

    @Test
    void members_thatAreEmpty_shouldBeLeftOut() {
        assertThat(HttpResponse.problem(Problem.forbidden()).body()).isEqualTo(
                "{\"type\":\"urn:stampede:problem:forbidden\",\"title\":\"You don't have permission to do this\",\"status\":403}");
    }

    @Test
    void invalid_withTwoFaultsOfOneField_shouldNameItOnceInTheDetail() {
        var problem = Problem
                .invalid(List.of(new FieldError("a", "x"), new FieldError("a", "y"), new FieldError("b", "z")));

        assertThat(problem.detail()).isEqualTo("Invalid fields: a, b");
        assertThat(problem.errors()).hasSize(3);
    }

    @Test
    void construction_withAStatusThatIsNoError_shouldFail() {
        assertThatThrownBy(() -> Problem.of("x", "X", 200)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Problem.of("x", "X", 600)).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.stampede.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CustomerTest {

    @Test
    void groups_nameWithWhiteSpace_shouldNotBecomeTwoGroups() {
        var customer = new Customer("bo", List.of("not admin", "tab\tadmin", "", "staff"), null);
        assertThat(customer.groups()).containsExactly("staff");
        assertThat(customer.isAdmin()).isFalse();
    }

    @Test
    void id_blank_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Customer(" ", List.of(), null));
    }
}

package dev.stampede.contracts.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRulesTest {

    @ParameterizedTest
    @CsvSource({"DE,10115", "US,90210", "US,90210-1234", "CA,K1A 0B1", "GB,SW1A 1AA", "GB,M1 1AE", "NL,1012 AB",
            "PL,00-950",
            "PT,1000-205", "SE,114 55", "CZ,11000", "JP,100-0001", "BR,01310-100", "IE,D02 AF30", "AT,1010",
            "IN,110001",
            "LV,LV-1010", "KZ,A15E3K9"})
    void postalCodeOfItsCountry_shouldBeAccepted(String country, String postalCode) {
        assertThat(AddressRules.postalCodeFault(country, postalCode)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DE,1011", "DE,D-10115", "US,9021", "US,90210-12", "CA,K1A0B", "CA,D1A 0B1", "GB,12345", "NL,1012",
            "PL,00950",
            "JP,1000", "AT,10115"})
    void postalCodeOfAnotherForm_shouldBeRefused(String country, String postalCode) {
        assertThat(AddressRules.postalCodeFault(country, postalCode)).contains("must be a postal code of " + country);
    }

    @Test
    void postalCode_shouldBeRequiredWhereThereAreSome() {
        assertThat(AddressRules.postalCodeFault("DE", null)).contains("is required");
        assertThat(AddressRules.postalCodeFault("KZ", null)).contains("is required");
        assertThat(AddressRules.postalCodeFault("HK", null)).isEmpty();
        assertThat(AddressRules.postalCodeFault("IE", null)).isEmpty();
    }

    @Test
    void region_shouldBeRequiredWhereAddressesHaveOne() {
        assertThat(AddressRules.regionFault("US", null)).contains("is required");
        assertThat(AddressRules.regionFault("US", "ON")).isPresent();
        assertThat(AddressRules.regionFault("US", "IL")).isEmpty();
        assertThat(AddressRules.regionFault("DE", null)).isEmpty();
        assertThat(AddressRules.regionFault("DE", "Berlin")).isEmpty();
    }

    @Test
    void normalised_shouldBeAsThePostWritesIt() {
        assertThat(AddressRules.normalised("  k1a   0b1 ")).isEqualTo("K1A 0B1");
    }
}

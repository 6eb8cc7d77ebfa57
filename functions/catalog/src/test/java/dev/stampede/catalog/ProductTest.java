package dev.stampede.catalog;

import static dev.stampede.catalog.SampleProducts.and;
import static dev.stampede.catalog.SampleProducts.mostVariants;
import static dev.stampede.catalog.SampleProducts.notebook;
import static dev.stampede.catalog.SampleProducts.plain;
import static dev.stampede.catalog.SampleProducts.titled;
import static dev.stampede.catalog.SampleProducts.variant;
import static dev.stampede.catalog.SampleProducts.with;
import static dev.stampede.catalog.SampleProducts.withOptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.contracts.id.Sku;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

    @Test
    void product_withoutVariants_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> with(notebook()));
    }

    @Test
    void product_withOneVariantTooMany_shouldBeRefused() {
        var most = mostVariants("X-");
        var tooMany = and(most, variant(new Sku("Y"), 1));

        assertThat(with(notebook(), most).variants()).hasSize(Product.MAX_VARIANTS);
        assertThatIllegalArgumentException().isThrownBy(() -> with(notebook(), tooMany));
    }

    @Test
    void product_withTheSameSkuTwice_shouldBeRefused() {
        var variant = variant(new Sku("A"), 1);

        assertThatIllegalArgumentException().isThrownBy(() -> with(notebook(), variant, variant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void product_withoutTitle_shouldBeRefused(String title) {
        assertThatIllegalArgumentException().isThrownBy(() -> titled(notebook(), title));
    }

    @Test
    void label_shouldBeTheOptionValuesInTheOptionsOrder() {
        var options = List.of(new Option("size", List.of("39", "42")), new Option("color", List.of("red", "blue")));
        var shoe = withOptions(notebook(), options, variant(new Sku("A"), Map.of("color", "red", "size", "42"), 1));

        assertThat(shoe.label(shoe.variants().getFirst())).isEqualTo("42 / red");
        assertThat(plain("p", "P").label(plain("p", "P").variants().getFirst())).isEmpty();
    }

    @Test
    void variants_withOtherOptionsThanTheProduct_shouldBeRefused() {
        var size = List.of(new Option("size", List.of("39", "42")));

        for (var options : List.<Map<String, String>> of(
                Map.of(), Map.of("color", "red"), Map.of("size", "41"), Map.of("size", "42", "color", "red"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> withOptions(notebook(), size, variant(new Sku("A"), options, 1)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(notebook(), variant(new Sku("A"), Map.of("size", "42"), 1)));
    }

    @Test
    void variants_withTheSameOptionValues_shouldBeRefused() {
        var size = List.of(new Option("size", List.of("39", "42")));

        assertThatIllegalArgumentException().isThrownBy(() -> withOptions(
                notebook(), size, variant(new Sku("A"), Map.of("size", "42"), 1),
                variant(new Sku("B"), Map.of("size", "42"), 1)));
    }

    @Test
    void picture_ofASku_shouldBeTheFirstThatShowsIt() {
        assertThat(notebook().picture(new Sku("FIELD-NOTEBOOK-A6"))).isEqualTo(notebook().picture());
        var only = new Media("https://images.example.com/a.jpg", null, null, null, List.of(new Sku("A")));

        assertThat(only.shows(new Sku("A"))).isTrue();
        assertThat(only.shows(new Sku("B"))).isFalse();
    }

    @Test
    void filters_shouldBeOneForEachTagAndValue() {
        assertThat(notebook().filters()).containsExactly(
                "attributes.colors=black", "attributes.colors=green", "attributes.lined=false",
                "attributes.material=paper", "attributes.pages=96", "tag=new", "tag=travel");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, Variant.MAX_PRICE + 1})
    void variant_withACompareAtPriceThatIsNotHigher_shouldBeRefused(long price) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Variant(new Sku("A"), Map.of(), 5, price, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Variant.MAX_PRICE + 1})
    void variant_withAPriceOutOfBounds_shouldBeRefused(long price) {
        assertThatIllegalArgumentException().isThrownBy(() -> variant(new Sku("A"), price));
    }
}

package dev.stampede.catalog;

import static dev.stampede.catalog.SampleProducts.mostVariants;
import static dev.stampede.catalog.SampleProducts.notebook;
import static dev.stampede.catalog.SampleProducts.titled;
import static dev.stampede.catalog.SampleProducts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.contracts.id.Sku;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {

    @Test
    void lowestPrice_ofSeveralVariants_shouldBeTheLowest() {
        assertThat(notebook().lowestPrice()).isEqualTo(950);
    }

    @Test
    void words_shouldBeThoseOfTitleAndCategory() {
        assertThat(titled(notebook(), "Café notebook, A5 & a pen").words())
                .containsExactlyInAnyOrder("cafe", "notebook", "a5", "pen", "paper");
    }

    @Test
    void product_withoutVariants_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> with(notebook()));
    }

    @Test
    void product_withOneVariantTooMany_shouldBeRefused() {
        var most = mostVariants("X-");
        var tooMany = Arrays.copyOf(most, most.length + 1);
        tooMany[most.length] = new Variant(new Sku("Y"), null, 1);

        assertThat(with(notebook(), most).variants()).hasSize(Product.MAX_VARIANTS);
        assertThatIllegalArgumentException().isThrownBy(() -> with(notebook(), tooMany));
    }

    @Test
    void product_withTheSameSkuTwice_shouldBeRefused() {
        var variant = new Variant(new Sku("A"), null, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> with(notebook(), variant, variant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void product_withoutTitle_shouldBeRefused(String title) {
        assertThatIllegalArgumentException().isThrownBy(() -> titled(notebook(), title));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Paper", "pa per", "päper", "paper#1", "paper/1"})
    void category_thatIsNoSlug_shouldBeRefused(String slug) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Category(slug));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Variant.MAX_PRICE + 1})
    void variant_withAPriceOutOfBounds_shouldBeRefused(long price) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Variant(new Sku("A"), null, price));
    }
}

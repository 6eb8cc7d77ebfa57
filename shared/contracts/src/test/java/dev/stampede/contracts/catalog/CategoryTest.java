package dev.stampede.contracts.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Paper", "pa per", "p\u00e4per", "paper#1", "/paper", "paper/", "paper//a5",
            "a/b/c/d/e",
            "this-name-has-forty-one-characters-really"})
    void category_thatIsNoPath_shouldBeRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Category(path));
    }

    @Test
    void ancestors_shouldBeThoseAboveFromTheRootOn() {
        assertThat(new Category("a/b/c/d").ancestors())
                .containsExactly(new Category("a"), new Category("a/b"), new Category("a/b/c"));
        assertThat(new Category("a").ancestors()).isEmpty();
        assertThat(new Category("a/b/c").parent()).contains(new Category("a/b"));
        assertThat(new Category("a").parent()).isEmpty();
    }

    @Test
    void categories_shouldSortAsATree() {
        var tree = List.of("paper", "paper/art", "paper/art/a3", "paper/books", "paper-art", "paper2", "pens");

        assertThat(tree.reversed().stream().map(Category::new).sorted().map(Category::path)).isEqualTo(tree);
        assertThat(Stream.of("a".repeat(40) + "/" + "b".repeat(40) + "/" + "c".repeat(40) + "/" + "d".repeat(40))
                .map(Category::new))
                        .allMatch(longest -> longest.path().length() == Category.MAX_LENGTH);
    }

    @Test
    void isIn_shouldIncludeItselfAndItsAncestorsOnly() {
        var boots = new Category("shoes/boots");

        assertThat(boots.isIn(boots)).isTrue();
        assertThat(boots.isIn(new Category("shoes"))).isTrue();
        assertThat(boots.isIn(new Category("shoes/boots/winter"))).isFalse();
        assertThat(new Category("shoes-2").isIn(new Category("shoes"))).isFalse();
    }
}

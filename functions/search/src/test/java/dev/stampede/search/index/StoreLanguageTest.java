package dev.stampede.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreLanguageTest {

    @ParameterizedTest
    @CsvSource({
            "EN,sneaker,sneakers", "EN,shoe,shoes", "EN,dress,dresses", "EN,box,boxes", "EN,watch,watches",
            "EN,dish,dishes",
            "EN,berry,berries", "EN,cookie,cookies", "EN,movie,movies", "EN,tie,ties", "EN,knife,knives",
            "EN,glove,gloves",
            "EN,shelf,shelves", "EN,tomato,tomatoes", "EN,photo,photos", "EN,bus,buses", "EN,glass,glasses",
            "EN,house,houses",
            "EN,lens,lenses", "EN,taxi,taxis", "EN,ski,skis", "EN,accessory,accessories", "EN,man,men", "EN,man,mens",
            "EN,woman,women", "EN,woman,womens", "EN,child,children", "EN,curtain,curtains", "EN,size,sizes",
            "EN,axe,axes",
            "DE,schuh,schuhe", "DE,schuh,schuhen", "DE,kleid,kleider", "DE,tasche,taschen", "DE,apfel,aepfel",
            "DE,uhr,uhren",
            "DE,auto,autos", "DE,buch,bucher", "DE,hose,hosen", "DE,mutze,muetzen", "DE,tisch,tische", "DE,rad,rader",
            "FR,chaussure,chaussures", "FR,sac,sacs", "FR,robe,robes", "FR,bijou,bijoux", "FR,manteau,manteaux",
            "FR,cheval,chevaux", "FR,journal,journaux",
            "ES,zapato,zapatos", "ES,pantalon,pantalones", "ES,lapiz,lapices", "ES,coche,coches", "ES,color,colores",
            "ES,bolso,bolsos", "ES,luz,luces", "ES,clase,clases"})
    void stem_ofAPlural_shouldBeThatOfTheSingular(StoreLanguage language, String singular, String plural) {
        assertThat(language.stem(plural)).isEqualTo(language.stem(singular));
    }

    @ParameterizedTest
    @CsvSource({"EN,car,care", "EN,pant,pan", "EN,tape,tap", "DE,rot,rose", "FR,port,porte", "ES,sol,solo"})
    void stem_ofAnotherWord_shouldDiffer(StoreLanguage language, String one, String other) {
        assertThat(language.stem(one)).isNotEqualTo(language.stem(other));
    }

    @ParameterizedTest
    @CsvSource({"EN,us", "EN,gas", "EN,42s", "EN,クツs", "DE,see", "FR,ans", "ES,mes"})
    void stem_ofAShortWordOrOneWithOtherLetters_shouldBeTheWord(StoreLanguage language, String word) {
        assertThat(language.stem(word)).isEqualTo(word);
    }

    @Test
    void of_unknownCode_shouldThrow() {
        assertThat(StoreLanguage.of("de")).isEqualTo(StoreLanguage.DE);
        assertThatThrownBy(() -> StoreLanguage.of("xx")).isInstanceOf(IllegalArgumentException.class);
    }
}

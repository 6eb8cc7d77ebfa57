package dev.stampede.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.webhooks.PublicAddresses.Loopback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "https://receiver.example.com", "https://receiver.example.com:8443/events?key=1",
            "HTTPS://Receiver.example.com/",
            "https://8.8.8.8/events", "https://[2606:4700:4700::1111]/events"})
    void publicHttpsUrl_shouldBeAccepted(String url) {
        assertThat(WebhookUrl.of(url, Loopback.REFUSED).value()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "receiver.example.com", "http://receiver.example.com", "ftp://receiver.example.com", "https:///events",
            "https:receiver", "https://user:secret@receiver.example.com", "https://receiver.example.com#part",
            "https://receiver.example.com:0", "https://receiver.example.com:70000", "https://10.0.0.1",
            "https://127.0.0.1", "https://localhost", "https://[::1]/", "https://[::ffff:169.254.169.254]/",
            "https://169.254.169.254/latest/meta-data", "https://2130706433", "https://127.1", "https://0x7f.0.0.1",
            "file:///etc/passwd", "https://a b.example.com"})
    void otherUrl_shouldBeRefused(String url) {
        assertThatThrownBy(() -> WebhookUrl.of(url, Loopback.REFUSED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooLongUrl_shouldBeRefused() {
        var url = "https://receiver.example.com/" + "a".repeat(WebhookUrl.MAX);
        assertThatThrownBy(() -> WebhookUrl.of(url, Loopback.REFUSED)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/events", "http://127.0.0.1:8080", "http://[::1]:8080/",
            "https://localhost"})
    void loopbackUrl_whereAllowed_shouldBeAccepted(String url) {
        assertThat(WebhookUrl.of(url, Loopback.ALLOWED).value()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://receiver.example.com", "https://10.0.0.1", "http://169.254.169.254"})
    void otherUrl_whereLoopbackIsAllowed_shouldBeRefused(String url) {
        assertThatThrownBy(() -> WebhookUrl.of(url, Loopback.ALLOWED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void text_shouldNotContainPathAndQuery() {
        assertThat(WebhookUrl.of("https://receiver.example.com/secret?key=secret", Loopback.REFUSED)).asString()
                .isEqualTo("https://receiver.example.com");
    }
}

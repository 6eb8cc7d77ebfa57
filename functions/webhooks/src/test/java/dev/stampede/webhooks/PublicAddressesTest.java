package dev.stampede.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.webhooks.PublicAddresses.AddressRefused;
import dev.stampede.webhooks.PublicAddresses.Loopback;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
            "169.254.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1",
            "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
            "239.255.255.255", "240.0.0.1", "255.255.255.255",
            "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
            "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1",
            "2002:7f00:1::", "2002:a9fe:a9fe::1", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
            "ff02::1", "5f00::1", "4000::1"})
    void privateOrReservedAddress_shouldNotBePublic(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
            "128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255",
            "198.20.0.0", "223.255.255.255", "::ffff:8.8.8.8",
            "2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001:81b::200e"})
    void globalAddress_shouldBePublic(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void loopback_whereAllowed_shouldBeAllowedAloneAmongPrivateAddresses() {
        assertThat(PublicAddresses.isAllowed(InetAddress.ofLiteral("127.0.0.1"), Loopback.ALLOWED)).isTrue();
        assertThat(PublicAddresses.isAllowed(InetAddress.ofLiteral("::1"), Loopback.ALLOWED)).isTrue();
        assertThat(PublicAddresses.isAllowed(InetAddress.ofLiteral("10.0.0.1"), Loopback.ALLOWED)).isFalse();
        assertThat(PublicAddresses.isAllowed(InetAddress.ofLiteral("127.0.0.1"), Loopback.REFUSED)).isFalse();
    }

    @Test
    void hostWithSomePublicAddresses_shouldBeConnectedToThoseAlone() throws AddressRefused {
        var publicAddress = InetAddress.ofLiteral("8.8.8.8");
        assertThat(PublicAddresses.allowed("host.example.com",
                List.of(InetAddress.ofLiteral("10.0.0.1"), publicAddress), Loopback.REFUSED))
                        .containsExactly(publicAddress);
        assertThatThrownBy(() -> PublicAddresses.allowed("host.example.com",
                List.of(InetAddress.ofLiteral("10.0.0.1")), Loopback.REFUSED)).isInstanceOf(AddressRefused.class);
    }
}

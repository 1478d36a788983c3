package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTests {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2::9, 2001:db8:1:2::/64",
        "2001:db8::9, 2001:db8:0:0::/64",
        "::1, 0:0:0:0::/64",
    })
    void countsANetworkOfIpv6AsOne(String address, String counted) {
        assertThat(Address.counted(address)).isEqualTo(counted);
    }
}

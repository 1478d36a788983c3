package org.sluice.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The network address by which requests are counted. Of IPv6 it is the network of 64 bits: one machine has all of its
 * addresses. Behind a gateway Tomcat has put the person's address there, where the gateway is one that is trusted.
 */
public final class Address {
    private static final int NETWORK_GROUPS = 4;

    private Address() {}

    public static String of(HttpServletRequest request) {
        return counted(request.getRemoteAddr());
    }

    static String counted(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] halves = address.split("::", 2);
        String[] groups = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < NETWORK_GROUPS; i++) {
            network.append(i < groups.length ? groups[i] : "0").append(':');
        }
        return network.append(":/64").toString();
    }
}

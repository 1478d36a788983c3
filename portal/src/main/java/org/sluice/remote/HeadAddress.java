package org.sluice.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** Where sshd of the cluster's head listens. */
public record HeadAddress(String host, int port) {
    /** RFC 1123, 2.1 and RFC 1035, 2.3.4. */
    private static final int LONGEST_NAME = 253;

    private static final int LONGEST_LABEL = 63;
    private static final int HIGHEST_BYTE = 255;
    private static final int HIGHEST_PORT = 65_535;

    /**
     * An address that somebody else names.
     *
     * @throws IllegalArgumentException when the host is neither an IP address nor a name of DNS, or the port is none; the
     *     message is a sentence that does not repeat what was given
     */
    public static HeadAddress named(String host, int port) {
        if (host.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the host has more than " + LONGEST_NAME + " characters");
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (!(name.indexOf(':') >= 0 ? isIpv6(name) : isIpv4OrName(name))) {
            throw new IllegalArgumentException("the host is neither an IP address nor a name of DNS");
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("the port is not one from 1 to " + HIGHEST_PORT);
        }
        return new HeadAddress(name, port);
    }

    /** A name does not end with a number: what does is meant for an address (RFC 3696, 2), and is one or nothing. */
    private static boolean isIpv4OrName(String name) {
        List<String> labels = List.of(name.split("\\.", -1));
        boolean meansAnAddress = labels.get(labels.size() - 1).chars().allMatch(HeadAddress::isDigit);
        return meansAnAddress
                ? labels.size() == 4 && labels.stream().allMatch(HeadAddress::isByte)
                : labels.stream().allMatch(HeadAddress::isLabel);
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(c -> isDigit(c) || (c >= 'a' && c <= 'z') || c == '-');
    }

    private static boolean isByte(String label) {
        return !label.isEmpty()
                && label.length() <= 3
                && label.chars().allMatch(HeadAddress::isDigit)
                && Integer.parseInt(label) <= HIGHEST_BYTE;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isIpv6(String name) {
        boolean plain = name.chars().allMatch(c -> isDigit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.');
        try {
            // with a colon in it, it is never looked up in DNS
            return plain && InetAddress.getByName(name) != null;
        } catch (UnknownHostException none) {
            return false;
        }
    }

    /** As it stands in a known_hosts file. */
    public String knownHostsName() {
        return port == 22 ? host : "[" + host + "]:" + port;
    }

    @Override
    public String toString() {
        return host + " port " + port;
    }
}

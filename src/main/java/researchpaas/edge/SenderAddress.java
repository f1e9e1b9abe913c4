package researchpaas.edge;

import java.net.InetAddress;
import java.util.HexFormat;

/// Whom requests from an address are counted for. Of IPv6 a household or an institute has at least
/// 2^64 addresses, so its network counts as one.
final class SenderAddress {
    private static final int NETWORK_OF_IPV6 = 8;

    private SenderAddress() {}

    /// @param address as the server tells it; a name is never looked up
    static String network(String address) {
        byte[] bytes = bytes(address);
        return switch (bytes.length) {
            case 4 -> HexFormat.of().formatHex(bytes);
            case 16 -> start(bytes, NETWORK_OF_IPV6) + "/64";
            // all of them together: nobody chooses his own bucket
            default -> "unknown";
        };
    }

    /// For the log: which network, not which desk.
    static String masked(String address) {
        byte[] bytes = bytes(address);
        return switch (bytes.length) {
            case 4 -> "%d.%d.%d.0/24".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
            case 16 -> start(bytes, 6) + "/48";
            default -> "unknown";
        };
    }

    /// Of a network that the internet does not lead to, or this computer's own.
    static boolean isPrivate(String address) {
        byte[] bytes = bytes(address);
        return switch (bytes.length) {
            case 4 ->
                    bytes[0] == 10
                            || bytes[0] == 127
                            || (bytes[0] == (byte) 172 && (bytes[1] & 0xf0) == 16)
                            || (bytes[0] == (byte) 192 && bytes[1] == (byte) 168);
            case 16 -> (bytes[0] & 0xfe) == 0xfc || address.equals("::1");
            default -> false;
        };
    }

    private static String start(byte[] bytes, int length) {
        return HexFormat.of().formatHex(bytes, 0, length);
    }

    private static byte[] bytes(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.*)?")) {
            return new byte[0];
        }
        try {
            // an IPv4 address in IPv6's clothes comes back as IPv4
            return InetAddress.ofLiteral(address.replaceFirst("%.*", "")).getAddress();
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}

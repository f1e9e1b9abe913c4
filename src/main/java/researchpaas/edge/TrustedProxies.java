package researchpaas.edge;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;

/// Who sent a request, and whether by HTTPS, as the proxies of the named networks say. Their list
/// of senders is read from its end, so what the sender himself wrote into it is never reached.
/// `Forwarded` and `X-Forwarded-Host` are not read: a proxy hands the host name on.
final class TrustedProxies {
    private TrustedProxies() {}

    /// @throws IllegalArgumentException for what is no network in the form 10.0.0.0/8 or fd00::/8
    static RemoteIpValve valve(List<String> networks) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(
                networks.stream()
                        .map(String::strip)
                        .filter(network -> !network.isEmpty())
                        .map(TrustedProxies::checked)
                        .collect(Collectors.joining(",")));
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }

    private static String checked(String network) {
        try {
            if (network.matches("[0-9a-fA-F:.]+/[0-9]{1,3}")) {
                return new NetMask(network).toString();
            }
        } catch (IllegalArgumentException e) {
            // said below, in words that name the setting
        }
        throw new IllegalArgumentException(
                "TRUSTED_PROXIES: "
                        + network
                        + " is no network. Write networks separated by commas, like 10.0.0.0/8 or 192.0.2.7/32.");
    }
}

package researchpaas.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who may come in, and with which role, as the configuration says.
///
/// @param domains `ALLOWED_DOMAINS`; empty admits nobody
/// @param administrators `ADMIN_USERS`
/// @param byAddress the addresses of `ROLES`
/// @param byDomain its domains
public record RoleRules(
        Set<Domain> domains,
        Set<Address> administrators,
        Map<Address, Role> byAddress,
        Map<Domain, Role> byDomain) {
    public RoleRules {
        domains = Set.copyOf(domains);
        administrators = Set.copyOf(administrators);
        byAddress = Map.copyOf(byAddress);
        byDomain = Map.copyOf(byDomain);
    }

    /// @param domains names, separated by commas
    /// @param administrators addresses, separated by commas
    /// @param roles `address=role` or `domain=role`, separated by commas
    /// @throws IllegalArgumentException which names the variable and what it holds, when a list
    ///   holds what cannot be used
    public static RoleRules parse(String domains, String administrators, String roles) {
        Administrators admins = Administrators.of(administrators);
        if (!admins.unusable().isEmpty()) {
            throw unusable("ADMIN_USERS", "a mail address", admins.unusable().getFirst());
        }
        Map<Address, Role> byAddress = new LinkedHashMap<>();
        Map<Domain, Role> byDomain = new LinkedHashMap<>();
        for (String entry : entries(roles)) {
            String[] parts = entry.split("=", -1);
            Role role = parts.length == 2 ? Role.ofWord(parts[1].strip()).orElse(null) : null;
            if (role == null) {
                throw unusable("ROLES", "ADDRESS=role or DOMAIN=role", entry);
            }
            String whose = parts[0].strip();
            if (whose.contains("@")) {
                byAddress.put(
                        Address.parse(whose)
                                .orElseThrow(() -> unusable("ROLES", "a mail address", whose)),
                        role);
            } else {
                byDomain.put(
                        Domain.parse(whose).orElseThrow(() -> unusable("ROLES", "a domain", whose)),
                        role);
            }
        }
        return new RoleRules(
                domains(domains), new LinkedHashSet<>(admins.addresses()), byAddress, byDomain);
    }

    private static Set<Domain> domains(String list) {
        Set<Domain> domains = new LinkedHashSet<>();
        for (String entry : entries(list)) {
            domains.add(
                    Domain.parse(entry)
                            .orElseThrow(() -> unusable("ALLOWED_DOMAINS", "a domain", entry)));
        }
        return domains;
    }

    private static List<String> entries(String list) {
        List<String> entries = new ArrayList<>();
        for (String entry : list.split(",", -1)) {
            if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        return entries;
    }

    private static IllegalArgumentException unusable(String variable, String what, String entry) {
        return new IllegalArgumentException(
                "%s must hold %s, separated by commas, but holds '%s'"
                        .formatted(variable, what, entry));
    }

    /// The role of whoever has this address, as long as no administrator has chosen another.
    public Role roleOf(Address address) {
        if (administrators.contains(address)) {
            return Role.ADMIN;
        }
        Role own = byAddress.get(address);
        return own == null ? byDomain.getOrDefault(address.domain(), Role.STUDENT) : own;
    }
}

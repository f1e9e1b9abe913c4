package researchpaas.account;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The first administrators, as `ADMIN_USERS` lists them: addresses, separated by commas.
///
/// @param addresses in the list's order, each once
/// @param unusable what is no address
public record Administrators(List<Address> addresses, List<String> unusable) {
    public Administrators {
        addresses = List.copyOf(addresses);
        unusable = List.copyOf(unusable);
    }

    public static Administrators of(String list) {
        Set<Address> addresses = new LinkedHashSet<>();
        Set<String> unusable = new LinkedHashSet<>();
        for (String entry : list.split(",", -1)) {
            if (!entry.isBlank()) {
                Address.parse(entry)
                        .ifPresentOrElse(addresses::add, () -> unusable.add(entry.strip()));
            }
        }
        return new Administrators(List.copyOf(addresses), List.copyOf(unusable));
    }
}

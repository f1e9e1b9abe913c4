package researchpaas.account;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The first administrators, as `ADMIN_USERS` lists them: addresses, separated by commas.
public record Administrators(List<String> addresses) {
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    public Administrators {
        addresses = List.copyOf(addresses);
    }

    public static Administrators of(String list) {
        return new Administrators(
                Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .distinct()
                        .toList());
    }

    /// Those that are no addresses.
    public List<String> unusable() {
        return addresses.stream().filter(address -> !ADDRESS.matcher(address).matches()).toList();
    }
}

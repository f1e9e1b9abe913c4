package researchpaas.account.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Address;
import researchpaas.account.Groups;

/// Groups as a file lists them, one a line: `group@example.ac.jp: one@example.ac.jp,
/// two@example.ac.jp`. Empty lines and those that begin with # say nothing. Read once, at the
/// start.
final class ListedGroups implements Groups {
    private final Map<Address, Set<Address>> groups;

    private ListedGroups(Map<Address, Set<Address>> groups) {
        this.groups = groups;
    }

    static ListedGroups of(@Nullable Path file) {
        if (file == null || file.toString().isEmpty()) {
            return new ListedGroups(Map.of());
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "GROUPS_FILE names a file that cannot be read: " + file, e);
        }
        Map<Address, Set<Address>> groups = new HashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                read(line, number, groups);
            }
        }
        return new ListedGroups(groups);
    }

    private static void read(String line, int number, Map<Address, Set<Address>> groups) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw unusable(number);
        }
        Address group = address(line.substring(0, colon), number);
        for (String member : line.substring(colon + 1).split(",", -1)) {
            if (!member.isBlank()) {
                groups.computeIfAbsent(address(member, number), _ -> new HashSet<>()).add(group);
            }
        }
    }

    private static Address address(String text, int number) {
        return Address.parse(text).orElseThrow(() -> unusable(number));
    }

    private static IllegalArgumentException unusable(int number) {
        return new IllegalArgumentException(
                "GROUPS_FILE: line %d is not of the form GROUP: MEMBER, MEMBER, with mail addresses"
                        .formatted(number));
    }

    @Override
    public Set<Address> groupsOf(Address member) {
        return Set.copyOf(groups.getOrDefault(member, Set.of()));
    }
}

package researchpaas.ingest.googledrive;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.JsonObjectParser;
import com.google.api.client.util.Key;
import com.google.auth.http.HttpCredentialsAdapter;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import researchpaas.account.Address;
import researchpaas.account.Groups;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.DriveWatch;
import researchpaas.ingest.googledrive.Calls.Call;
import researchpaas.ingest.googledrive.Calls.Refused;

/// The domain's groups by the Admin SDK, groups in groups included, beside those that are
/// configured. Asked anew after a short while; what the directory does not tell grants nothing.
@Component
@Primary
@ConditionalOnExpression("!'${research-paas.google-drive.groups-by:}'.isBlank()")
final class GoogleDirectory implements Groups {
    static final String SCOPE = "https://www.googleapis.com/auth/admin.directory.group.readonly";

    private static final Logger log = LoggerFactory.getLogger(GoogleDirectory.class);

    /// Somebody's request waits for it.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The directory is not asked for every request while it does not answer.
    private static final Duration TROUBLE_HOLDS = Duration.ofSeconds(15);

    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_GROUPS = 100;

    private record Known(Set<Address> groups, Instant until) {}

    private final GoogleDriveSettings settings;
    private final Groups configured;
    private final JdkTransport transport;
    private final ServiceKey keys;
    private final Calls calls;
    private final Clock clock;
    private final Map<Address, Known> remembered = new ConcurrentHashMap<>();
    private volatile @Nullable HttpRequestFactory requests;

    GoogleDirectory(
            GoogleDriveSettings settings,
            @Qualifier("groups") Groups configured,
            Clock clock,
            DriveWatch watch) {
        this.settings = settings;
        this.configured = configured;
        this.transport = new JdkTransport(new AllowedHosts(settings), PATIENCE);
        this.keys = new ServiceKey(settings, () -> transport);
        this.calls =
                new Calls(
                        settings,
                        new Login.ServiceAccount(),
                        new Quota(settings.unitsPerMinute(), clock),
                        clock,
                        watch);
        this.clock = clock;
    }

    @Override
    public Set<Address> groupsOf(Address member) {
        Set<Address> groups = new HashSet<>(configured.groupsOf(member));
        Instant now = clock.instant();
        Known known = remembered.get(member);
        if (known == null || !now.isBefore(known.until())) {
            known = asked(member, now);
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(member, known);
        }
        groups.addAll(known.groups());
        return Set.copyOf(groups);
    }

    private Known asked(Address member, Instant now) {
        try {
            return new Known(all(member), now.plus(settings.groupsRemembered()));
        } catch (DriveTrouble e) {
            log.atWarn()
                    .addKeyValue("kind", e.kind())
                    .log("The directory does not tell a person's groups; they grant nothing now");
            return new Known(Set.of(), now.plus(TROUBLE_HOLDS));
        }
    }

    /// From group to group upwards, since the directory tells the groups that hold somebody
    /// himself.
    private Set<Address> all(Address member) {
        Set<Address> found = new HashSet<>();
        Deque<Address> left = new ArrayDeque<>(List.of(member));
        while (!left.isEmpty() && found.size() < MOST_GROUPS) {
            for (Address group : immediate(left.pop())) {
                if (found.add(group)) {
                    left.add(group);
                }
            }
        }
        return Set.copyOf(found);
    }

    /// @throws DriveTrouble when the directory does not tell
    Set<Address> immediate(Address member) {
        Set<Address> found = new HashSet<>();
        String next = null;
        try {
            do {
                String token = next;
                GroupsPage page =
                        calls.call(
                                new Call("groups.list", PATIENCE, null), () -> page(member, token));
                if (page.groups != null) {
                    for (GroupOfPage group : page.groups) {
                        if (group.email != null) {
                            Address.parse(group.email).ifPresent(found::add);
                        }
                    }
                }
                next = page.nextPageToken;
            } while (next != null);
        } catch (Refused e) {
            // somebody of another domain is in no group of this one
            if (e.status() != 404 && e.status() != 400) {
                requests = null;
                throw calls.trouble(e);
            }
        }
        return found;
    }

    private GroupsPage page(Address member, @Nullable String token) throws IOException {
        GenericUrl url = new GenericUrl(directory());
        url.set("userKey", member.value());
        url.set("maxResults", 200);
        url.set("fields", "nextPageToken,groups(email)");
        if (token != null) {
            url.set("pageToken", token);
        }
        HttpRequest request = requests().buildGetRequest(url);
        request.setParser(new JsonObjectParser(new WholeJson()));
        HttpResponse response = request.execute();
        try {
            return response.parseAs(GroupsPage.class);
        } finally {
            response.disconnect();
        }
    }

    private String directory() {
        String root = settings.rootUrl().toString();
        return (root.equals("https://www.googleapis.com/") ? "https://admin.googleapis.com/" : root)
                + "admin/directory/v1/groups";
    }

    private HttpRequestFactory requests() throws IOException {
        HttpRequestFactory known = requests;
        if (known == null) {
            known =
                    transport.createRequestFactory(
                            new HttpCredentialsAdapter(
                                    keys.serviceAccount(settings.groupsBy(), SCOPE)));
            requests = known;
        }
        return known;
    }

    @PreDestroy
    void close() {
        transport.close();
    }

    public static final class GroupsPage extends GenericJson {
        @Key private @Nullable String nextPageToken;
        @Key private @Nullable List<GroupOfPage> groups;
    }

    public static final class GroupOfPage extends GenericJson {
        @Key private @Nullable String email;
    }
}

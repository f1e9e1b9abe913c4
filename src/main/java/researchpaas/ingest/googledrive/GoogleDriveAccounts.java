package researchpaas.ingest.googledrive;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.UrlEncodedContent;
import com.google.api.services.drive.model.About;
import com.google.api.services.drive.model.DriveList;
import com.google.api.services.drive.model.FileList;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Principal;
import researchpaas.ingest.DriveAccounts;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveWatch;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.FollowedDrive.ItemPage;
import researchpaas.ingest.FollowedDrive.Rules;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.ingest.FollowedDrives;
import researchpaas.ingest.googledrive.Calls.Refused;

/// Google's accounts and the drive that the configuration names.
@Component
final class GoogleDriveAccounts implements DriveAccounts, FollowedDrives {
    /// What a rule's name in the ledger is, for the folders of `GOOGLE_DRIVE_FOLDER_IDS`.
    static final String CONFIGURED = "drive:department";

    private static final String MIRROR = "mirror";

    private final GoogleDriveSettings settings;
    private final JdkTransport transport;
    private final Clock clock;
    private final DriveWatch watch;
    private final Map<Login, GoogleAccount> accounts = new ConcurrentHashMap<>();
    private final List<FollowedDrive> configured;

    GoogleDriveAccounts(GoogleDriveSettings settings, Clock clock, DriveWatch watch) {
        this.settings = settings;
        this.clock = clock;
        this.watch = watch;
        this.transport = new JdkTransport(new AllowedHosts(settings), settings.attempt());
        List<String> roots =
                settings.folderIds().stream()
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .toList();
        this.configured =
                roots.isEmpty()
                        ? List.of()
                        : List.of(open(CONFIGURED, new Login.ServiceAccount(), rules(roots)));
    }

    private Rules rules(List<String> roots) {
        return new Rules(
                roots, visibility(), settings.syncInterval(), settings.maxFileSize().toBytes());
    }

    private Visibility visibility() {
        Set<String> named = settings.visibleTo();
        if (!named.contains(MIRROR)) {
            return new Visibility.Fixed(principals(named));
        }
        if (named.size() > 1) {
            throw new IllegalArgumentException(
                    "GOOGLE_DRIVE_VISIBLE_TO is either 'mirror' or a list of principals");
        }
        return new Visibility.Mirrored(
                principals(settings.otherwiseVisibleTo()), settings.linkShares());
    }

    private static Set<Principal> principals(Set<String> values) {
        return values.stream()
                .filter(value -> !value.isBlank())
                .map(value -> new Principal(value.strip()))
                .collect(Collectors.toSet());
    }

    @Override
    public List<FollowedDrive> drives() {
        return configured;
    }

    @Override
    public Optional<String> serviceAccount() {
        return Optional.ofNullable(new ServiceKey(settings, () -> transport).address());
    }

    @Override
    public FollowedDrive open(String name, Login login, Rules rules) {
        return new GoogleDrive(name, rules, account(login));
    }

    /// One for each login, so that several drives of one account share its quota.
    private GoogleAccount account(Login login) {
        return accounts.computeIfAbsent(
                login, _ -> new GoogleAccount(settings, transport, login, clock, watch));
    }

    @Override
    public String addressOf(Login login) {
        return ask(
                login,
                "about.get",
                drive -> {
                    About about = drive.about().get().setFields("user(emailAddress)").execute();
                    String address =
                            about.getUser() == null ? null : about.getUser().getEmailAddress();
                    if (address == null) {
                        throw new IOException("The answer lacks the account's address");
                    }
                    return address;
                });
    }

    @Override
    public List<SharedDrive> sharedDrives(Login login) {
        List<SharedDrive> found = new ArrayList<>();
        String next = null;
        do {
            String token = next;
            DriveList page =
                    ask(
                            login,
                            "drives.list",
                            drive ->
                                    drive.drives()
                                            .list()
                                            .setPageSize(100)
                                            .setPageToken(token)
                                            .setFields("nextPageToken,drives(id,name)")
                                            .execute());
            if (page.getDrives() != null) {
                page.getDrives()
                        .forEach(drive ->
                                found.add(new SharedDrive(drive.getId(), drive.getName())));
            }
            next = page.getNextPageToken();
        } while (next != null);
        return found;
    }

    @Override
    public ItemPage folders(Login login, @Nullable String pageToken) {
        return ask(
                login,
                "files.list",
                drive -> {
                    FileList page =
                            drive.files()
                                    .list()
                                    .setQ("mimeType = '" + Items.FOLDER + "' and trashed = false")
                                    .setCorpora("user")
                                    .setOrderBy("name")
                                    .setPageSize(100)
                                    .setPageToken(pageToken)
                                    .setFields("nextPageToken,files(" + Items.FIELDS + ")")
                                    .execute();
                    List<DriveItem> items = new ArrayList<>();
                    if (page.getFiles() == null) {
                        throw new IOException("The answer lacks the folders");
                    }
                    for (var folder : page.getFiles()) {
                        items.add(Items.item(folder, Map.of()));
                    }
                    return new ItemPage(items, page.getNextPageToken());
                });
    }

    @Override
    public void revoke(Login.Consent consent) {
        Calls calls =
                new Calls(
                        settings,
                        consent,
                        new Quota(settings.unitsPerMinute(), clock),
                        clock,
                        watch);
        try {
            calls.call(
                    "revoke",
                    () -> {
                        transport
                                .createRequestFactory()
                                .buildPostRequest(
                                        new GenericUrl(settings.revokeUrl()),
                                        new UrlEncodedContent(
                                                Map.of("token", consent.refreshToken())))
                                .execute()
                                .disconnect();
                        return true;
                    });
        } catch (Refused e) {
            // 400: it is not known any more, which is what was wanted
            if (e.status() != 400) {
                throw calls.trouble(e);
            }
        } finally {
            accounts.remove(consent);
        }
    }

    private <T> T ask(Login login, String method, GoogleAccount.Work<T> work) {
        GoogleAccount account = account(login);
        try {
            return account.call(method, work);
        } catch (Refused e) {
            throw account.trouble(e);
        }
    }

    @PreDestroy
    void close() {
        transport.close();
    }
}

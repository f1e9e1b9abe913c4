package researchpaas.ingest.googledrive;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.DriveRequest;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.api.services.drive.model.Permission;
import com.google.api.services.drive.model.PermissionList;
import com.google.api.services.drive.model.StartPageToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DocumentSource.FileGone;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.DriveTrouble.Kind;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.googledrive.Calls.Refused;

/// Drive by version 3 of its API, in the name of one account.
final class GoogleDrive implements FollowedDrive {
    private static final String RESOURCE_KEYS = "X-Goog-Drive-Resource-Keys";

    /// The most that Google gives at once for a listing; a page of changes need not be larger.
    private static final int PAGE = 100;

    private final String name;
    private final Rules rules;
    private final GoogleAccount account;

    GoogleDrive(String name, Rules rules, GoogleAccount account) {
        this.name = name;
        this.rules = rules;
        this.account = account;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Rules rules() {
        return rules;
    }

    @Override
    public String startCursor(Corpus corpus) {
        try {
            return account.call(
                    "changes.getStartPageToken",
                    drive -> {
                        StartPageToken token =
                                drive.changes()
                                        .getStartPageToken()
                                        .setDriveId(corpus.driveId())
                                        .setSupportsAllDrives(true)
                                        .setFields("startPageToken")
                                        .execute();
                        return present(token.getStartPageToken());
                    });
        } catch (Refused e) {
            throw ofCorpus(corpus, e);
        }
    }

    @Override
    public ItemPage children(Corpus corpus, List<Handle> folders, @Nullable String pageToken) {
        try {
            return list(corpus, folders, pageToken);
        } catch (Refused e) {
            if (pageToken != null
                    && (e.status() == 400 || e.status() == 404 || e.status() == 410)) {
                throw new DriveTrouble(Kind.CURSOR_REFUSED, e);
            }
            if (e.status() != 404) {
                throw account.trouble(e);
            }
            // one folder that is gone spoils the question for all of them
            List<Handle> left =
                    folders.stream().filter(folder -> item(folder).isPresent()).toList();
            if (left.size() == folders.size()) {
                throw ofCorpus(corpus, e);
            }
            return left.isEmpty() ? new ItemPage(List.of(), null) : children(corpus, left, null);
        }
    }

    private ItemPage list(Corpus corpus, List<Handle> folders, @Nullable String pageToken)
            throws Refused {
        String parents =
                folders.stream()
                        .map(folder -> "'" + quoted(folder.id()) + "' in parents")
                        .collect(Collectors.joining(" or "));
        return account.call(
                "files.list",
                drive -> {
                    Drive.Files.List request =
                            drive.files()
                                    .list()
                                    .setQ("(" + parents + ") and trashed = false")
                                    .setCorpora(corpus.driveId() == null ? "user" : "drive")
                                    .setDriveId(corpus.driveId())
                                    .setSupportsAllDrives(true)
                                    .setIncludeItemsFromAllDrives(true)
                                    .setPageSize(PAGE)
                                    .setPageToken(pageToken)
                                    .setFields("nextPageToken,files(" + Items.FIELDS + ")");
                    FileList page = withKeys(request, folders).execute();
                    return new ItemPage(items(present(page.getFiles())), page.getNextPageToken());
                });
    }

    @Override
    public ChangePage changes(Corpus corpus, String cursor) {
        try {
            return account.call(
                    "changes.list",
                    drive -> {
                        ChangeList page =
                                drive.changes()
                                        .list(cursor)
                                        .setDriveId(corpus.driveId())
                                        .setSupportsAllDrives(true)
                                        .setIncludeItemsFromAllDrives(true)
                                        .setIncludeRemoved(true)
                                        // what moved to another drive is told as it is now
                                        .setIncludeCorpusRemovals(true)
                                        .setPageSize(PAGE)
                                        .setFields(
                                                "nextPageToken,newStartPageToken,changes(changeType,removed,fileId,file("
                                                        + Items.FIELDS
                                                        + "))")
                                        .execute();
                        List<Change> changes = new ArrayList<>();
                        for (var change : present(page.getChanges())) {
                            // of joining or leaving a shared drive the drive's own log tells
                            if (!"drive".equals(change.getChangeType())) {
                                changes.add(
                                        new Change(
                                                present(change.getFileId()),
                                                change.getFile() == null
                                                        ? null
                                                        : item(change.getFile())));
                            }
                        }
                        String next = page.getNextPageToken();
                        return next != null
                                ? new ChangePage(changes, next, true)
                                : new ChangePage(
                                        changes, present(page.getNewStartPageToken()), false);
                    });
        } catch (Refused e) {
            boolean driveGone = corpus.driveId() != null && e.status() == 404;
            if (!driveGone && (e.status() == 400 || e.status() == 404 || e.status() == 410)) {
                throw new DriveTrouble(Kind.CURSOR_REFUSED, e);
            }
            throw ofCorpus(corpus, e);
        }
    }

    private DriveTrouble ofCorpus(Corpus corpus, Refused e) {
        return corpus.driveId() != null && e.status() == 404
                ? new DriveTrouble(Kind.ROOT_NOT_SHARED, corpus.driveId(), null, e)
                : account.trouble(e);
    }

    @Override
    public Optional<DriveItem> item(Handle handle) {
        try {
            return Optional.of(
                    account.call(
                            "files.get",
                            drive -> {
                                Drive.Files.Get request =
                                        drive.files()
                                                .get(handle.id())
                                                .setSupportsAllDrives(true)
                                                .setFields(Items.FIELDS);
                                return item(withKeys(request, List.of(handle)).execute());
                            }));
        } catch (Refused e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw account.trouble(e);
        }
    }

    @Override
    public Grants permissions(DriveItem item) {
        List<Permission> all = new ArrayList<>();
        String next = null;
        try {
            do {
                String token = next;
                PermissionList page =
                        account.call(
                                "permissions.list",
                                drive -> {
                                    Drive.Permissions.List request =
                                            drive.permissions()
                                                    .list(item.id())
                                                    .setSupportsAllDrives(true)
                                                    .setPageSize(PAGE)
                                                    .setPageToken(token)
                                                    .setFields(
                                                            "nextPageToken,permissions("
                                                                    + Items.PERMISSION_FIELDS
                                                                    + ")");
                                    PermissionList answer =
                                            withKeys(request, List.of(item.handle())).execute();
                                    present(answer.getPermissions());
                                    return answer;
                                });
                all.addAll(page.getPermissions());
                next = page.getNextPageToken();
            } while (next != null);
        } catch (Refused e) {
            if (e.status() == 404) {
                return new Grants.Known(Set.of());
            }
            if (e.reason().equals("insufficientFilePermissions")) {
                return new Grants.NotAllowed();
            }
            throw account.trouble(e);
        }
        return new Grants.Known(Items.grants(all));
    }

    @Override
    public LocalCopy fetch(DriveItem item) {
        Download file = Download.begin(Download.ending(item, item.exportedAs()));
        try {
            switch (item.kind()) {
                case FILE -> download(item, file);
                case NATIVE -> export(item, file);
                case FOLDER, SHORTCUT ->
                        throw new IllegalArgumentException("Folders and shortcuts have no bytes");
            }
            file.dated(item);
            return file;
        } catch (Refused e) {
            file.close();
            if (e.status() == 404) {
                throw new FileGone(item.id());
            }
            throw account.trouble(e);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void download(DriveItem item, Download file) throws Refused {
        if (item.size() > rules.maxFileBytes()) {
            throw new IllegalArgumentException("The file is larger than what is fetched");
        }
        // a second time, since a line may change a byte without breaking
        for (int round = 1; round <= 2; round++) {
            file.restart();
            receive(item, file);
            if (file.isOf(item)) {
                return;
            }
        }
        Optional<DriveItem> now = item(item.handle());
        if (now.isPresent() && isSame(item, now.get())) {
            throw new DriveTrouble(Kind.UNAVAILABLE, item.id(), null, null);
        }
        // the log of changes tells what it is now
        throw new FileGone(item.id());
    }

    private void receive(DriveItem item, Download file) throws Refused {
        if (item.size() == 0) {
            return;
        }
        try {
            account.transfer(
                    "files.download",
                    file.arrived(),
                    drive -> {
                        Drive.Files.Get request =
                                withKeys(
                                        drive.files().get(item.id()).setSupportsAllDrives(true),
                                        List.of(item.handle()));
                        HttpHeaders headers = request.getRequestHeaders();
                        // a part of a compressed answer is of no use
                        headers.setAcceptEncoding("identity");
                        if (file.written() > 0) {
                            headers.setRange("bytes=" + file.written() + "-");
                        }
                        return file.append(request.executeMedia(), item.size(), true);
                    });
        } catch (Refused e) {
            // shorter now than when it was listed
            if (e.status() != 416) {
                throw e;
            }
        }
    }

    private static boolean isSame(DriveItem one, DriveItem other) {
        return one.size() == other.size()
                && java.util.Objects.equals(one.sha256(), other.sha256())
                && java.util.Objects.equals(one.md5(), other.md5());
    }

    private void export(DriveItem item, Download file) throws Refused {
        Items.Format format =
                account.format(item.mimeType())
                        .filter(offered -> offered.ending().equals(item.exportedAs()))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "The document is not exported in this format"));
        try {
            receiveExport(
                    item,
                    file,
                    format,
                    drive ->
                            file.append(
                                    withKeys(
                                                    drive.files()
                                                            .export(item.id(), format.mediaType()),
                                                    List.of(item.handle()))
                                            .executeMedia(),
                                    rules.maxFileBytes(),
                                    false));
        } catch (Refused e) {
            if (!e.reason().equals("exportSizeLimitExceeded")) {
                throw e;
            }
            exportByLink(item, file, format);
        }
    }

    /// Beyond the size that the API exports there are links, the ones that a browser would follow.
    private void exportByLink(DriveItem item, Download file, Items.Format format) throws Refused {
        Map<String, String> links =
                account.call(
                        "files.get",
                        drive -> {
                            Drive.Files.Get request =
                                    drive.files()
                                            .get(item.id())
                                            .setSupportsAllDrives(true)
                                            .setFields("exportLinks");
                            File answer = withKeys(request, List.of(item.handle())).execute();
                            return answer.getExportLinks() == null
                                    ? Map.<String, String>of()
                                    : answer.getExportLinks();
                        });
        String link = links.get(format.mediaType());
        if (link == null) {
            throw tooLarge(item, null);
        }
        try {
            receiveExport(
                    item,
                    file,
                    format,
                    drive -> {
                        HttpRequest request =
                                drive.getRequestFactory()
                                        .buildGetRequest(new GenericUrl(link, true));
                        request.setNumberOfRetries(4);
                        return file.append(request.execute(), rules.maxFileBytes(), false);
                    });
        } catch (Refused e) {
            throw tooLarge(item, e);
        }
    }

    private void receiveExport(
            DriveItem item, Download file, Items.Format format, GoogleAccount.Work<Boolean> work)
            throws Refused {
        boolean more =
                account.transfer(
                        "files.export",
                        file.arrived(),
                        drive -> {
                            boolean tooMuch = work.with(drive);
                            if (!tooMuch && !file.looksWhole(format)) {
                                throw new IOException("The export is not whole");
                            }
                            return tooMuch;
                        });
        if (more) {
            throw tooLarge(item, null);
        }
    }

    private static DriveTrouble tooLarge(DriveItem item, @Nullable Throwable cause) {
        return new DriveTrouble(Kind.TOO_LARGE_TO_EXPORT, item.id(), null, cause);
    }

    private List<DriveItem> items(List<File> files) throws IOException {
        List<DriveItem> items = new ArrayList<>(files.size());
        for (File file : files) {
            items.add(item(file));
        }
        return items;
    }

    private DriveItem item(File file) throws IOException {
        return Items.item(
                file, Items.isExportable(file.getMimeType()) ? account.exportFormats() : Map.of());
    }

    private static <R extends DriveRequest<?>> R withKeys(R request, List<Handle> handles) {
        String keys =
                handles.stream()
                        .filter(handle -> handle.resourceKey() != null)
                        .map(handle -> handle.id() + "/" + handle.resourceKey())
                        .collect(Collectors.joining(","));
        if (!keys.isEmpty()) {
            request.getRequestHeaders().set(RESOURCE_KEYS, keys);
        }
        return request;
    }

    private static String quoted(String id) {
        return id.replace("\\", "\\\\").replace("'", "\\'");
    }

    /// @throws IOException for an answer that lacks what it is asked for: it is none of Google's
    private static <T> T present(@Nullable T value) throws IOException {
        if (value == null) {
            throw new IOException("The answer lacks what was asked for");
        }
        return value;
    }
}

package researchpaas.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import researchpaas.ingest.googledrive.DriveWorld;
import researchpaas.ingest.googledrive.FakeDrive;
import researchpaas.ingest.googledrive.GoogleDrives;
import researchpaas.ingest.googledrive.WorldPermission;

/// kill -9 at any moment while a drive is followed in which people go on working, and then no file
/// is lost, doubled, stale or shown to others than on the drive.
interface DriveKillContract {
    String OWNER = "head@university.ac.jp";

    /// An empty folder.
    Path folder();

    Store store();

    @Test
    default void fiveKillsWhileADriveIsFollowedBreakNoInvariant() throws Exception {
        killAndCheck(5, 60, 20_261_128);
    }

    @Test
    @Tag("long")
    default void thirtyKillsWhileADriveIsFollowedBreakNoInvariant() throws Exception {
        killAndCheck(30, 300, 8);
    }

    private void killAndCheck(int kills, int files, long seed) throws Exception {
        Path home = folder().resolve("home");
        Path library = Files.createDirectories(folder().resolve("library"));
        try (FakeDrive fake = new FakeDrive();
                GoogleDrives drives = new GoogleDrives(fake)) {
            Department department = new Department(fake.world(), new Random(seed));
            department.fill(files);
            String[] settings = settings(fake, department.root);
            DriveInvariants invariants =
                    new DriveInvariants(
                            home, library, store(), fake.world(), drives.drive(department.root));
            Random random = new Random(seed);
            for (int kill = 0; kill < kills; kill++) {
                try (ServerProcess server = ServerProcess.start(home, library, store(), settings)) {
                    server.awaitPort(Duration.ofSeconds(60));
                    department.work(5);
                    Thread.sleep(random.nextInt(1_500));
                    server.kill();
                }
                invariants.check();
            }
            try (ServerProcess server = ServerProcess.start(home, library, store(), settings)) {
                int port = server.awaitPort(Duration.ofSeconds(60));
                awaitSame(invariants, server, port);
                server.stop();
            }
            invariants.check();
            invariants.checkEqual();
        }
    }

    static String[] settings(FakeDrive fake, String root) {
        return new String[] {
            "research-paas.google-drive.credentials-json="
                    + fake.serviceAccount(GoogleDrives.ACCOUNT),
            "research-paas.google-drive.folder-ids=" + root,
            "research-paas.google-drive.sync-interval=1s",
            "research-paas.google-drive.root-url=" + fake.rootUrl(),
            "research-paas.google-drive.token-url=" + fake.tokenUrl(),
        };
    }

    static void awaitSame(DriveInvariants invariants, ServerProcess server, int port)
            throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        while (Instant.now().isBefore(end)) {
            if (invariants.isEqual() && behind(server, port) == 0) {
                return;
            }
            Thread.sleep(200);
        }
        invariants.checkEqual();
        throw new AssertionError("The index is behind after five minutes");
    }

    private static long behind(ServerProcess server, int port)
            throws IOException, InterruptedException {
        return server.get(port, "/health").path("index").path("behind").asLong(-1);
    }

    /// People who work in a drive.
    final class Department {
        private final DriveWorld world;
        private final Random random;
        private final List<String> folders = new ArrayList<>();
        private final List<String> files = new ArrayList<>();
        private int texts;
        final String root;

        Department(DriveWorld world, Random random) {
            this.world = world;
            this.random = random;
            this.root = world.folder(world.myDrive(OWNER), "Library");
            world.share(root, WorldPermission.user(GoogleDrives.ACCOUNT, "writer"));
            folders.add(root);
            for (String name : List.of("papers", "posters", "notes")) {
                folders.add(world.folder(root, name));
            }
        }

        void fill(int count) {
            for (int i = 0; i < count; i++) {
                create();
            }
        }

        void work(int steps) {
            for (int i = 0; i < steps; i++) {
                String file = any(files);
                switch (random.nextInt(7)) {
                    case 0 -> create();
                    case 1 -> world.edit(file, text().getBytes(StandardCharsets.UTF_8));
                    case 2 -> world.rename(file, "renamed " + ++texts + ".txt");
                    case 3 -> world.move(file, any(folders));
                    case 4 -> world.trash(file);
                    case 5 -> world.restore(file);
                    default ->
                            world.share(
                                    any(folders.subList(1, 4)),
                                    WorldPermission.user(
                                            "reader" + ++texts + "@university.ac.jp", "reader"));
                }
            }
        }

        private void create() {
            files.add(world.text(any(folders), ++texts + ".txt", text()));
        }

        private String text() {
            return "Text number " + ++texts + " of a department that goes on working.";
        }

        private String any(List<String> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}

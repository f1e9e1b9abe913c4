package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.ingest.DriveLibrary;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.googledrive.DriveWorld;
import researchpaas.ingest.googledrive.FakeDrive;
import researchpaas.ingest.googledrive.Faults.Call;
import researchpaas.ingest.googledrive.GoogleDrives;
import researchpaas.ingest.googledrive.WorldPermission;

/// What following a drive costs, in calls and in memory: calls as many as there is to do, memory
/// whatever there is to do.
class ManyFilesOnADriveTest {
    private static final String OWNER = "head@university.ac.jp";
    private static final int FILES_IN_A_FOLDER = 20;

    /// The highest of few looks is lower by chance than that of many.
    private static final int SMALL_TRIALS = 3;

    private int measures;

    @TempDir Path folder;

    @Test
    void manyFilesNeedNoMoreMemoryThanFew(TestReporter reporter) throws Exception {
        compare(60, 600, reporter);
    }

    @Tag("long")
    @Test
    void tenThousandFilesNeedNoMoreMemoryThanAThousand(TestReporter reporter) throws Exception {
        compare(1_000, 10_000, reporter);
    }

    private void compare(int few, int many, TestReporter reporter) throws Exception {
        // what is loaded once counts for nobody
        measure(10, reporter);
        long first = 0;
        for (int trial = 0; trial < SMALL_TRIALS; trial++) {
            first = Math.max(first, measure(few, reporter));
        }
        long second = measure(many, reporter);
        assertThat(second - first)
                .as("bytes that %d files need more than %d", many, few)
                .isLessThan(4_000_000);
    }

    /// @return by how many bytes what is alive grew at most
    private long measure(int files, TestReporter reporter) throws Exception {
        try (FakeDrive fake = new FakeDrive();
                GoogleDrives drives = new GoogleDrives(fake);
                DriveLibrary library =
                        DriveLibrary.open(folder.resolve(++measures + "/home"), null)) {
            DriveWorld world = fake.world();
            String root = world.folder(world.myDrive(OWNER), "Library");
            world.share(root, WorldPermission.user(GoogleDrives.ACCOUNT, "writer"));
            List<String> ids = fill(world, root, files);
            FollowedDrive drive = drives.drive(root);
            library.follow(drive);
            Instant start = Instant.now();
            Peak peak = new Peak();
            Job job = library.run().getFirst();
            long grown = peak.end();

            assertThat(job.count(Outcome.PUBLISHED)).isEqualTo(files);
            assertThat(job.done()).isEqualTo(files);
            assertThat(calls(fake, Call.DOWNLOAD)).as("each once").isEqualTo(files);
            int folders = (files + FILES_IN_A_FOLDER - 1) / FILES_IN_A_FOLDER;
            // in batches of folders and pages of items, and the last page of each level of folders
            assertThat(calls(fake, Call.FILES_LIST))
                    .isLessThanOrEqualTo(
                            files / 100 + folders / FollowedDrive.FOLDERS_AT_ONCE * 2 + 20);
            reporter.publishEntry(
                    "%d files: %d calls (%d to list, %d for permissions), %.1f s, %.1f MB"
                            .formatted(
                                    files,
                                    fake.faults().calls(),
                                    calls(fake, Call.FILES_LIST),
                                    calls(fake, Call.PERMISSIONS_LIST),
                                    Duration.between(start, Instant.now()).toMillis() / 1e3,
                                    grown / 1e6));

            costsAsMuchAsThereIsToDo(fake, library, ids, reporter);
            return grown;
        }
    }

    /// Folders of twenty files, ten folders in a folder, and so on.
    private static List<String> fill(DriveWorld world, String root, int files) {
        List<String> ids = new ArrayList<>();
        List<String> folders = new ArrayList<>(List.of(root));
        for (int i = 0; i < files; i++) {
            int place = i / FILES_IN_A_FOLDER;
            if (place > folders.size() - 1) {
                folders.add(world.folder(folders.get((place - 1) / 10), "folder " + place));
            }
            ids.add(world.text(folders.get(place), i + ".txt", "Text number " + i + " of many."));
        }
        return ids;
    }

    private static void costsAsMuchAsThereIsToDo(
            FakeDrive fake, DriveLibrary library, List<String> ids, TestReporter reporter) {
        int changes = Math.min(100, ids.size());
        for (int i = 0; i < changes; i++) {
            fake.world().edit(ids.get(i), ("Edited " + i).getBytes(StandardCharsets.UTF_8));
        }
        fake.faults().forgetCalls();
        Job job = library.run().getFirst();
        assertThat(job.count(Outcome.PUBLISHED)).isEqualTo(changes);
        assertThat(calls(fake, Call.DOWNLOAD)).isEqualTo(changes);
        assertThat(fake.faults().calls()).isLessThanOrEqualTo(changes * 2 + 10);
        reporter.publishEntry("%d changes: %d calls".formatted(changes, fake.faults().calls()));

        fake.faults().forgetCalls();
        library.part(IngestLibrary.class).poll("drive:test");
        assertThat(fake.faults().calls()).as("an idle poll").isEqualTo(1);
    }

    private static int calls(FakeDrive fake, Call call) {
        return fake.faults().calls(call);
    }

    /// Looks at what is alive, often enough that the shortest run is looked at several times.
    private static final class Peak {
        private static final long PAUSE = 50;

        private final long before = alive();
        private final AtomicLong highest = new AtomicLong(before);
        private final CountDownLatch over = new CountDownLatch(1);
        private final Thread thread = Thread.ofPlatform().start(this::look);

        private void look() {
            try {
                while (!over.await(PAUSE, TimeUnit.MILLISECONDS)) {
                    highest.accumulateAndGet(alive(), Math::max);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static long alive() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }

        long end() throws InterruptedException {
            over.countDown();
            thread.join();
            return highest.get() - before;
        }
    }
}

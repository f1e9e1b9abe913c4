package researchpaas.ingest.googledrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.DriveTrouble.Kind;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.FollowedDrive.Corpus;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.googledrive.Faults.Call;
import researchpaas.ingest.googledrive.Faults.Fault;

/// Every call of the adapter meets every fault, once and for ever: what passes leaves no trace in
/// the answer, what stays is told in its kind, within the deadline, and no thread is left.
class GoogleDriveFaultsTest {
    private static final Duration DEADLINE = Duration.ofMillis(800);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Corpus OWN = new Corpus(null);

    /// What passes when it is tried again.
    private static final Set<Fault> PASSING =
            EnumSet.of(
                    Fault.RESET,
                    Fault.BLACK_HOLE,
                    Fault.SLOW,
                    Fault.DRIP,
                    Fault.TRUNCATED,
                    Fault.RESET_MID_BODY,
                    Fault.GARBAGE,
                    Fault.TOO_MANY_REQUESTS,
                    Fault.INTERNAL_ERROR,
                    Fault.SERVICE_UNAVAILABLE,
                    Fault.USER_RATE_LIMIT,
                    Fault.RATE_LIMIT,
                    Fault.UNAUTHORIZED);

    private static FakeDrive fake;
    private static GoogleDrives drives;
    private static FollowedDrive drive;
    private static String root;
    private static Map<Call, Function<FollowedDrive, Object>> calls;

    @BeforeAll
    static void world() throws IOException {
        fake = new FakeDrive();
        drives = GoogleDrives.hurried(fake, DEADLINE);
        DriveWorld world = fake.world();
        root = world.folder(world.myDrive("head@university.ac.jp"), "Library");
        world.share(root, WorldPermission.user(GoogleDrives.ACCOUNT, "writer"));
        String file = world.text(root, "a.txt", "text ".repeat(100));
        String document =
                world.nativeDocument(
                        root,
                        "Minutes",
                        WorldItem.DOCUMENT,
                        Map.of(
                                Items.Format.DOCX.mediaType(),
                                GoogleDriveTest.zip("some minutes of a meeting")));
        drive = drives.drive(root);
        String cursor = drive.startCursor(OWN);
        world.text(root, "b.txt", "b");
        DriveItem item = drive.item(new Handle(file, null)).orElseThrow();
        DriveItem minutes = drive.item(new Handle(document, null)).orElseThrow();
        calls = new EnumMap<>(Call.class);
        calls.put(
                Call.FILES_LIST,
                it -> it.children(OWN, List.of(new Handle(root, null)), null).items());
        calls.put(Call.FILES_GET, it -> it.item(new Handle(file, null)));
        calls.put(Call.CHANGES_LIST, it -> it.changes(OWN, cursor));
        calls.put(Call.START_TOKEN, it -> it.startCursor(OWN));
        calls.put(Call.PERMISSIONS_LIST, it -> it.permissions(item));
        calls.put(Call.DOWNLOAD, it -> bytes(it, item));
        calls.put(Call.EXPORT, it -> bytes(it, minutes));
        calls.put(
                Call.DRIVES_LIST, _ -> drives.accounts().sharedDrives(new Login.ServiceAccount()));
        calls.put(Call.ABOUT, _ -> drives.accounts().addressOf(new Login.ServiceAccount()));
    }

    @AfterEach
    void clear() {
        fake.faults().clear();
    }

    @AfterAll
    static void close() {
        drives.close();
        fake.close();
    }

    private static String bytes(FollowedDrive drive, DriveItem item) {
        try (LocalCopy copy = drive.fetch(item)) {
            return new String(Files.readAllBytes(copy.path()), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Set<Fault> passing() {
        return PASSING;
    }

    static Set<Fault> staying() {
        return EnumSet.complementOf(EnumSet.of(Fault.SLOW));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesLeavesNoTraceInAnyCall(Fault fault) {
        eachCall((call, work) -> {
            Object expected = work.apply(drive);
            fake.faults().next(call, fault);
            assertThat(withinDeadline(() -> work.apply(drive))).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @MethodSource("staying")
    void whatStaysIsToldWithinTheDeadlineByEachCall(Fault fault) {
        calls.keySet().forEach(call -> fake.faults().always(call, fault));
        eachCall((call, work) -> {
            Object result = withinDeadline(() -> work.apply(drive));
            if (call == Call.PERMISSIONS_LIST && fault == Fault.FORBIDDEN) {
                assertThat(result).isEqualTo(new FollowedDrive.Grants.NotAllowed());
            } else {
                assertThat(result)
                        .isInstanceOfSatisfying(
                                DriveTrouble.class,
                                e -> assertThat(e.kind()).isEqualTo(expected(call, fault)));
            }
        });
        // and afterwards all is well
        fake.faults().clear();
        eachCall((_, work) -> assertThat(work.apply(drive)).isNotNull());
    }

    /// All at the same time, since most of them only wait.
    private static void eachCall(BiConsumer<Call, Function<FollowedDrive, Object>> check) {
        Map<Call, Future<?>> results = new EnumMap<>(Call.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            calls.forEach((call, work) ->
                    results.put(call, threads.submit(() -> check.accept(call, work))));
        }
        assertThat(results)
                .allSatisfy((call, result) ->
                        assertThat(result.state())
                                .as(() -> call + ": " + result.exceptionNow())
                                .isEqualTo(Future.State.SUCCESS));
        assertThat(Calls.running()).isZero();
    }

    private static Kind expected(Call call, Fault fault) {
        return switch (fault) {
            case RESET,
                    BLACK_HOLE,
                    SLOW,
                    DRIP,
                    TRUNCATED,
                    RESET_MID_BODY,
                    GARBAGE,
                    TOO_MANY_REQUESTS,
                    TOO_MANY_REQUESTS_LATER,
                    INTERNAL_ERROR,
                    SERVICE_UNAVAILABLE,
                    USER_RATE_LIMIT,
                    RATE_LIMIT ->
                    Kind.UNAVAILABLE;
            case DAILY_LIMIT -> Kind.QUOTA_EXHAUSTED;
            case FORBIDDEN -> Kind.DOWNLOAD_FORBIDDEN;
            case NOT_ENABLED -> Kind.API_NOT_ENABLED;
            case UNAUTHORIZED -> Kind.KEY_UNUSABLE;
            case INVALID_GRANT ->
                    call == Call.CHANGES_LIST ? Kind.CURSOR_REFUSED : Kind.UNAVAILABLE;
        };
    }

    @Test
    void signingInMeetsFaultsToo() {
        for (Fault fault : PASSING) {
            if (fault == Fault.UNAUTHORIZED) {
                continue;
            }
            fake.expireAccessTokens();
            fake.faults().next(Call.TOKEN, fault);
            assertThat(withinDeadline(() -> calls.get(Call.FILES_GET).apply(drive)))
                    .as(fault.name())
                    .isEqualTo(calls.get(Call.FILES_GET).apply(drive));
        }
        for (Fault fault : Fault.values()) {
            if (fault == Fault.SLOW) {
                continue;
            }
            fake.faults().clear();
            // a token that the fault before held back would arrive now, and none be asked for
            assertThat(calls.get(Call.FILES_GET).apply(drive)).isInstanceOf(Optional.class);
            fake.expireAccessTokens();
            fake.faults().always(Call.TOKEN, fault);
            assertThat(withinDeadline(() -> calls.get(Call.FILES_GET).apply(drive)))
                    .as(fault.name())
                    .isInstanceOfSatisfying(
                            DriveTrouble.class,
                            e ->
                                    assertThat(e.kind())
                                            .isIn(
                                                    fault == Fault.INVALID_GRANT
                                                            ? Set.of(Kind.KEY_UNUSABLE)
                                                            : Set.of(
                                                                    Kind.UNAVAILABLE,
                                                                    Kind.KEY_UNUSABLE,
                                                                    Kind.SCOPE_MISSING)));
        }
    }

    @Test
    void isLeftAloneForAsLongAsGoogleAsks() {
        fake.faults().next(Call.FILES_GET, Fault.TOO_MANY_REQUESTS_LATER);

        Instant before = Instant.now();
        assertThat(withinDeadline(() -> calls.get(Call.FILES_GET).apply(drive)))
                .isInstanceOfSatisfying(
                        DriveTrouble.class,
                        // longer than this call may take
                        e -> assertThat(e.retryAt()).isAfter(before.plusMillis(900)));
        assertThat(fake.faults().calls(Call.FILES_GET)).isPositive();
    }

    @Test
    void aCallerThatIsInterruptedGoesOn() throws InterruptedException {
        fake.faults().always(Call.FILES_GET, Fault.BLACK_HOLE);
        List<Object> results = new ArrayList<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                results.add(calls.get(Call.FILES_GET).apply(drive));
                            } catch (DriveTrouble e) {
                                results.add(Thread.currentThread().isInterrupted());
                            }
                        });
        Thread.sleep(50);
        caller.interrupt();
        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        assertThat(results).containsExactly(true);
    }

    /// The result or the trouble.
    private static @Nullable Object withinDeadline(java.util.function.Supplier<Object> work) {
        long before = System.nanoTime();
        Object result;
        try {
            result = work.get();
        } catch (DriveTrouble e) {
            result = e;
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(DEADLINE.plus(GRACE));
        return result;
    }
}

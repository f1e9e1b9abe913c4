package researchpaas.ingest.googledrive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.googledrive.Faults.Call;
import researchpaas.ingest.googledrive.Faults.Fault;

/// Google Drive on a port of this computer: version 3 of the API, the token endpoint and the lists
/// of groups, by Google's published description. Google's own client talks to it through its
/// configurable root. It keeps Google's rules and refuses what Google refuses.
public final class FakeDrive implements AutoCloseable {
    static {
        // else each small answer on a kept connection waits 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Pattern FILE =
            Pattern.compile("(?:/download)?/drive/v3/files/([^/]+)(/permissions|/export)?");
    private static final Pattern DRIVE = Pattern.compile("/drive/v3/drives/([^/]+)");
    private static final Pattern EXPORT_LINK = Pattern.compile("/feeds/download/([^/]+)");
    private static final Pattern EXPORTED = Pattern.compile("/exported/([^/]+)");
    private static final String GROUPS = "/admin/directory/v1/groups";

    private final DriveWorld world = new DriveWorld();
    private final Faults faults = new Faults();
    private final FakeSignIn signIn = new FakeSignIn();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> exported = new HashMap<>();
    private final DriveMethods methods;
    private final Random cuts = new Random(7);
    private volatile long exportLimit = 10 << 20;
    private volatile boolean linksLeadAway;

    public FakeDrive() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        methods = new DriveMethods(world, new DriveJson(world, rootUrl().replaceAll("/$", "")));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public DriveWorld world() {
        return world;
    }

    public Faults faults() {
        return faults;
    }

    public String rootUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public String tokenUrl() {
        return rootUrl() + "token";
    }

    /// A key file for a service account of this address.
    public String serviceAccount(String address) {
        world.myDrive(address);
        return signIn.serviceAccount(address, tokenUrl());
    }

    public void forgetServiceAccount(String address) {
        signIn.forgetServiceAccount(address);
    }

    public void delegate(String serviceAccount, String... scopes) {
        signIn.delegate(serviceAccount, scopes);
    }

    /// A refresh token for the OAuth client `client` with the secret `secret`.
    public String consent(String user, String... scopes) {
        world.myDrive(user);
        return signIn.consent(user, scopes);
    }

    /// A person agrees on the consent screen.
    ///
    /// @return the code that comes back
    public String agree(String user, String challenge, String back, String... scopes) {
        return signIn.agree(user, challenge, back, scopes);
    }

    public boolean hasConsent(String user) {
        return signIn.hasConsent(user);
    }

    /// All that this person agreed to.
    public void revokeAll(String user) {
        signIn.revokeAll(user);
    }

    public void revoke(String refreshToken) {
        signIn.revoke(refreshToken);
        signIn.expireAccessTokens();
    }

    public void expireAccessTokens() {
        signIn.expireAccessTokens();
    }

    /// From now on pages are short, empty or overlap.
    public void fray(long seed) {
        synchronized (world) {
            methods.fray(seed);
        }
    }

    public void expirePageTokens() {
        synchronized (world) {
            methods.expirePageTokens();
        }
    }

    public void exportLimit(long bytes) {
        exportLimit = bytes;
    }

    /// The download of a large export answers with a redirect to a host that is not Google's.
    public void leadLinksAway() {
        linksLeadAway = true;
    }

    @Override
    public void close() {
        faults.clear();
        server.stop(0);
        threads.shutdownNow();
    }

    /// @param body absent for a redirect
    private record Answer(int status, byte[] body, String type, Map<String, String> headers) {
        static Answer of(JsonObject json) {
            return new Answer(
                    200,
                    json.toString().getBytes(StandardCharsets.UTF_8),
                    "application/json; charset=UTF-8",
                    Map.of());
        }

        static Answer of(byte[] bytes) {
            return new Answer(200, bytes, "application/octet-stream", Map.of());
        }
    }

    /// The server ends the connection at once when this throws, and only then.
    private void handle(HttpExchange exchange) throws IOException {
        try {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> parameters = parsed(exchange.getRequestURI().getRawQuery());
            String path = exchange.getRequestURI().getPath();
            Call call = call(exchange.getRequestMethod(), path, parameters);
            if (path.equals("/revoke") && exchange.getRequestMethod().equals("POST")) {
                boolean known = signIn.revoke(parsed(body).getOrDefault("token", ""));
                DriveRefusal unknown =
                        new DriveRefusal(400, "invalid_token", "Token expired or revoked");
                write(
                        exchange,
                        known ? Answer.of("{}".getBytes(StandardCharsets.UTF_8)) : oauth(unknown),
                        null);
                return;
            }
            if (call == null) {
                write(exchange, refused(new DriveRefusal(404, "notFound", "Not Found")), null);
                return;
            }
            Fault fault = faults.of(call);
            DriveRefusal refusal = fault == null ? null : fault.refusal();
            Answer answer;
            try {
                if (refusal != null) {
                    throw refusal;
                }
                answer = answer(call, exchange, path, parameters, body);
            } catch (DriveRefusal e) {
                answer = call == Call.TOKEN ? oauth(e) : refused(e);
                if (fault == Fault.TOO_MANY_REQUESTS_LATER) {
                    answer =
                            new Answer(
                                    answer.status(),
                                    answer.body(),
                                    answer.type(),
                                    Map.of("Retry-After", "1"));
                }
            }
            write(exchange, answer, fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Call call(String method, String path, Map<String, String> parameters) {
        if (path.equals("/token")) {
            return method.equals("POST") ? Call.TOKEN : null;
        }
        if (!method.equals("GET")) {
            return null;
        }
        Matcher file = FILE.matcher(path);
        if (file.matches()) {
            return "/permissions".equals(file.group(2))
                    ? Call.PERMISSIONS_LIST
                    : "/export".equals(file.group(2))
                            ? Call.EXPORT
                            : "media".equals(parameters.get("alt"))
                                    ? Call.DOWNLOAD
                                    : Call.FILES_GET;
        }
        return switch (path) {
            case "/drive/v3/files" -> Call.FILES_LIST;
            case "/drive/v3/changes" -> Call.CHANGES_LIST;
            case "/drive/v3/changes/startPageToken" -> Call.START_TOKEN;
            case "/drive/v3/drives" -> Call.DRIVES_LIST;
            case "/drive/v3/about" -> Call.ABOUT;
            case GROUPS -> Call.GROUPS_LIST;
            default ->
                    DRIVE.matcher(path).matches()
                            ? Call.DRIVES_GET
                            : EXPORT_LINK.matcher(path).matches()
                                            || EXPORTED.matcher(path).matches()
                                    ? Call.EXPORT_LINK
                                    : null;
        };
    }

    private Answer answer(
            Call call,
            HttpExchange exchange,
            String path,
            Map<String, String> parameters,
            String body) {
        if (call == Call.TOKEN) {
            return Answer.of(signIn.token(parsed(body)));
        }
        Matcher ready = EXPORTED.matcher(path);
        if (ready.matches()) {
            if (exchange.getRequestHeaders().containsKey("Authorization")) {
                throw new DriveRefusal(400, "badRequest", "A token was shown to a content host");
            }
            byte[] bytes = exported.get(ready.group(1));
            if (bytes == null) {
                throw new DriveRefusal(404, "notFound", "Not Found");
            }
            return Answer.of(bytes);
        }
        FakeSignIn.Grant grant = signIn.of(exchange.getRequestHeaders().getFirst("Authorization"));
        if (grant == null) {
            throw new DriveRefusal(401, "authError", "Invalid Credentials");
        }
        DriveRequestView request =
                new DriveRequestView(
                        grant.user(),
                        grant.scopes(),
                        parameters,
                        DriveMethods.resourceKeys(
                                exchange.getRequestHeaders()
                                        .getFirst("X-Goog-Drive-Resource-Keys")));
        String id = lastId(path);
        return world.reading(() ->
                switch (call) {
                    case FILES_LIST -> Answer.of(methods.list(request));
                    case FILES_GET -> Answer.of(methods.get(request, id));
                    case DOWNLOAD ->
                            ranged(
                                    methods.download(request, id),
                                    exchange.getRequestHeaders().getFirst("Range"));
                    case EXPORT -> Answer.of(methods.export(request, id, exportLimit));
                    case EXPORT_LINK -> redirect(methods.exportByLink(request, id));
                    case PERMISSIONS_LIST -> Answer.of(methods.permissions(request, id));
                    case CHANGES_LIST -> Answer.of(methods.changes(request));
                    case START_TOKEN -> Answer.of(methods.startPageToken(request));
                    case DRIVES_GET -> Answer.of(methods.drive(request, id));
                    case DRIVES_LIST -> Answer.of(methods.drives(request));
                    case ABOUT -> Answer.of(methods.about(request));
                    case GROUPS_LIST -> Answer.of(groups(request));
                    case TOKEN -> throw new IllegalStateException();
                });
    }

    private static String lastId(String path) {
        for (Pattern pattern : new Pattern[] {FILE, DRIVE, EXPORT_LINK}) {
            Matcher matcher = pattern.matcher(path);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return "";
    }

    private Answer redirect(byte[] bytes) {
        String name = "e" + exported.size();
        exported.put(name, bytes);
        // another host, as Google's content hosts are
        String to =
                linksLeadAway
                        ? "http://localhost:" + server.getAddress().getPort() + "/exported/" + name
                        : rootUrl() + "exported/" + name;
        return new Answer(302, new byte[0], "text/html", Map.of("Location", to));
    }

    private static Answer ranged(byte[] bytes, @Nullable String range) {
        if (range == null) {
            return Answer.of(bytes);
        }
        Matcher matcher = Pattern.compile("bytes=(\\d+)-(\\d*)").matcher(range);
        if (!matcher.matches()) {
            return Answer.of(bytes);
        }
        int from = Integer.parseInt(matcher.group(1));
        int to =
                matcher.group(2).isEmpty()
                        ? bytes.length
                        : Math.min(bytes.length, Integer.parseInt(matcher.group(2)) + 1);
        if (from >= bytes.length) {
            throw new DriveRefusal(
                    416, "requestedRangeNotSatisfiable", "Request range not satisfiable");
        }
        return new Answer(
                206,
                Arrays.copyOfRange(bytes, from, to),
                "application/octet-stream",
                Map.of("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length));
    }

    /// The Directory API's `groups.list`, for one member.
    private JsonObject groups(DriveRequestView request) {
        if (request.scopes().stream()
                .noneMatch(scope ->
                        scope.startsWith(
                                "https://www.googleapis.com/auth/admin.directory.group"))) {
            throw DriveRequestView.insufficientScopes();
        }
        JsonArray groups = new JsonArray();
        world.directGroupsOf(request.needed("userKey"))
                .forEach(address -> {
                    JsonObject group = new JsonObject();
                    group.addProperty("kind", "admin#directory#group");
                    group.addProperty("email", address);
                    groups.add(group);
                });
        JsonObject answer = new JsonObject();
        answer.addProperty("kind", "admin#directory#groups");
        answer.add("groups", groups);
        return answer;
    }

    private static Answer refused(DriveRefusal refusal) {
        return new Answer(
                refusal.status(),
                refusal.json().toString().getBytes(StandardCharsets.UTF_8),
                "application/json; charset=UTF-8",
                Map.of());
    }

    private static Answer oauth(DriveRefusal refusal) {
        JsonObject first =
                refusal.json()
                        .getAsJsonObject("error")
                        .getAsJsonArray("errors")
                        .get(0)
                        .getAsJsonObject();
        JsonObject json = new JsonObject();
        json.addProperty("error", first.get("reason").getAsString());
        json.addProperty("error_description", first.get("message").getAsString());
        return new Answer(
                refusal.status(),
                json.toString().getBytes(StandardCharsets.UTF_8),
                "application/json; charset=utf-8",
                Map.of());
    }

    private void write(HttpExchange exchange, Answer answer, @Nullable Fault fault)
            throws IOException, InterruptedException {
        if (fault == Fault.RESET) {
            throw new IOException("no answer");
        }
        if (fault == Fault.BLACK_HOLE) {
            faults.held().await();
            throw new IOException("no answer");
        }
        if (fault == Fault.SLOW) {
            faults.held().await(300, TimeUnit.MILLISECONDS);
        }
        byte[] body =
                fault == Fault.GARBAGE
                        ? "<html><b>Sorry...</b>".getBytes(StandardCharsets.UTF_8)
                        : answer.body();
        int status = fault == Fault.GARBAGE ? 200 : answer.status();
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        int part = body.length < 2 ? 0 : 1 + cut(body.length - 1);
        long length = fault == Fault.TRUNCATED ? part : body.length;
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        if (length > 0) {
            OutputStream out = exchange.getResponseBody();
            if (fault == Fault.TRUNCATED || fault == Fault.RESET_MID_BODY) {
                out.write(body, 0, part);
                out.flush();
            } else if (fault == Fault.DRIP) {
                drip(out, body);
            } else {
                out.write(body);
            }
            if (fault == Fault.RESET_MID_BODY) {
                throw new IOException("a part of the answer");
            }
        }
        exchange.close();
    }

    private int cut(int length) {
        synchronized (cuts) {
            return cuts.nextInt(length);
        }
    }

    private void drip(OutputStream out, byte[] body) throws IOException, InterruptedException {
        var held = faults.held();
        for (int i = 0; i < body.length; i++) {
            if (held.await(50, TimeUnit.MILLISECONDS)) {
                out.write(body, i, body.length - i);
                return;
            }
            out.write(body[i]);
            out.flush();
        }
    }

    private static Map<String, String> parsed(@Nullable String form) {
        Map<String, String> parameters = new HashMap<>();
        if (form != null && !form.isEmpty()) {
            for (String pair : form.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}

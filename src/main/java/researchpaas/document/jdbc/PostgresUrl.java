package researchpaas.document.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `DATABASE_URL` in the forms that hosts give: `postgres://…`, `postgresql://…`,
/// `jdbc:postgresql://…`. Parameters go by libpq's names or the driver's. Only listed ones are
/// taken: some of the driver's name a class to load or a file to write.
///
/// @param parameters by the driver's names
record PostgresUrl(
        String host,
        int port,
        String database,
        String user,
        @Nullable String password,
        Map<String, String> parameters) {
    private static final int DEFAULT_PORT = 5432;
    private static final List<String> SCHEMES = List.of("postgres://", "postgresql://");
    private static final String JDBC = "jdbc:";

    /// libpq's name or the driver's, in small letters, to the driver's.
    private static final Map<String, String> TAKEN =
            Map.ofEntries(
                    Map.entry("user", "user"),
                    Map.entry("password", "password"),
                    Map.entry("sslmode", "sslmode"),
                    Map.entry("sslrootcert", "sslrootcert"),
                    Map.entry("sslcert", "sslcert"),
                    Map.entry("sslkey", "sslkey"),
                    Map.entry("sslpassword", "sslpassword"),
                    Map.entry("sslnegotiation", "sslNegotiation"),
                    Map.entry("channel_binding", "channelBinding"),
                    Map.entry("channelbinding", "channelBinding"),
                    Map.entry("gssencmode", "gssEncMode"),
                    Map.entry("application_name", "ApplicationName"),
                    Map.entry("applicationname", "ApplicationName"),
                    Map.entry("connect_timeout", "connectTimeout"),
                    Map.entry("connecttimeout", "connectTimeout"),
                    Map.entry("sockettimeout", "socketTimeout"),
                    Map.entry("tcpkeepalive", "tcpKeepAlive"),
                    Map.entry("preparethreshold", "prepareThreshold"),
                    Map.entry("options", "options"),
                    Map.entry("currentschema", "currentSchema"),
                    Map.entry("search_path", "currentSchema"),
                    Map.entry("target_session_attrs", "targetServerType"),
                    Map.entry("targetservertype", "targetServerType"));

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    PostgresUrl {
        parameters = Map.copyOf(parameters);
    }

    /// @throws CannotOpenLibrary when it cannot be used as it stands; the message never holds the
    ///   password
    static PostgresUrl parse(String text) {
        String url = text.strip();
        boolean jdbc = url.toLowerCase(Locale.ROOT).startsWith(JDBC);
        String plain = jdbc ? url.substring(JDBC.length()) : url;
        String scheme =
                SCHEMES.stream()
                        .filter(s -> plain.toLowerCase(Locale.ROOT).startsWith(s))
                        .findFirst()
                        .orElseThrow(() -> unusable("scheme"));
        return parse(plain.substring(scheme.length()), jdbc);
    }

    private static PostgresUrl parse(String rest, boolean jdbc) {
        int question = rest.indexOf('?');
        String before = question < 0 ? rest : rest.substring(0, question);
        int slash = before.indexOf('/');
        String authority = slash < 0 ? before : before.substring(0, slash);
        int at = authority.lastIndexOf('@');
        if (at < 0 && rest.contains("@") && !jdbc) {
            // a slash or question mark in the password ends the authority too early
            throw unusable("password");
        }
        Map<String, String> given = query(question < 0 ? "" : rest.substring(question + 1));
        String userInfo = at < 0 ? "" : authority.substring(0, at);
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? null : decode(userInfo.substring(colon + 1));
        String queryUser = given.remove("user");
        String queryPassword = given.remove("password");
        String database = slash < 0 ? "" : decode(before.substring(slash + 1));
        Address address = Address.parse(authority.substring(at + 1));
        return complete(
                address,
                database,
                user.isEmpty() && queryUser != null ? queryUser : user,
                password == null ? queryPassword : password,
                given);
    }

    private static PostgresUrl complete(
            Address address,
            String database,
            String user,
            @Nullable String password,
            Map<String, String> parameters) {
        if (user.isEmpty()) {
            throw unusable("user");
        }
        if (database.isEmpty() || database.contains("/")) {
            throw unusable("database");
        }
        String mode = parameters.computeIfAbsent("sslmode", _ -> address.ssl());
        if (!SSL_MODES.contains(mode)) {
            throw unusable("value", "sslmode", mode);
        }
        return new PostgresUrl(
                address.host(), address.port(), database, user, password, parameters);
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            take(name, value, parameters);
        }
        return parameters;
    }

    private static void take(String name, String value, Map<String, String> parameters) {
        String small = name.toLowerCase(Locale.ROOT);
        String property = TAKEN.get(small);
        if (property == null) {
            takeOddity(small, name, value, parameters);
        } else if (property.equals("sslrootcert") && value.equals("system")) {
            // libpq's word for the authorities that the machine trusts
            parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else if (property.equals("targetServerType")) {
            parameters.put(
                    property,
                    value.equals("read-write") || value.equals("primary") ? "primary" : "any");
        } else {
            parameters.put(property, value);
        }
    }

    private static void takeOddity(
            String small, String name, String value, Map<String, String> parameters) {
        switch (small) {
            // the driver's older word
            case "ssl" -> {
                if (!value.equals("false")) {
                    parameters.putIfAbsent("sslmode", "verify-full");
                }
            }
            // what other drivers call a pooler that keeps no prepared statements
            case "pgbouncer" -> {
                if (value.equals("true")) {
                    parameters.put("prepareThreshold", "0");
                }
            }
            default ->
                    throw unusable(
                            "parameter",
                            printable(name),
                            String.join(", ", new TreeMap<>(TAKEN).keySet()));
        }
    }

    /// What the driver is to be given.
    Properties properties() {
        Properties properties = new Properties();
        parameters.forEach(properties::setProperty);
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    String jdbcUrl() {
        String name = java.net.URLEncoder.encode(database, StandardCharsets.UTF_8);
        return "jdbc:postgresql://" + hostInUrl() + ":" + port + "/" + name.replace("+", "%20");
    }

    private String hostInUrl() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    String place() {
        return hostInUrl() + ":" + port + "/" + database;
    }

    /// Without user and password.
    @Override
    public String toString() {
        return "postgresql://" + place();
    }

    /// `+` stays what it is, as in libpq.
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unusable("encoding");
        }
    }

    private static String printable(String text) {
        String plain = text.replaceAll("[^\\p{Alnum}_.-]", "?");
        return plain.substring(0, Math.min(plain.length(), 50));
    }

    private static CannotOpenLibrary unusable(String detail, String... arguments) {
        return CannotOpenLibrary.unusableUrl(detail, arguments);
    }

    private record Address(String host, int port) {
        static Address parse(String text) {
            if (text.contains(",")) {
                throw unusable("hosts");
            }
            int end = text.startsWith("[") ? text.indexOf(']') : -1;
            int colon = text.indexOf(':', Math.max(end, 0));
            String host = colon < 0 ? text : text.substring(0, colon);
            String plain = end > 0 ? host.substring(1, end) : decode(host);
            if (plain.isEmpty() || !plain.matches("[\\p{Alnum}._:%-]+")) {
                throw unusable("host");
            }
            return new Address(plain, colon < 0 ? DEFAULT_PORT : port(text.substring(colon + 1)));
        }

        private static int port(String text) {
            if (text.isEmpty()) {
                return DEFAULT_PORT;
            }
            if (!text.matches("\\d{1,5}")
                    || Integer.parseInt(text) > 65535
                    || Integer.parseInt(text) == 0) {
                throw unusable("port");
            }
            return Integer.parseInt(text);
        }

        /// What crosses a network is encrypted unless the URL says otherwise. This computer, and a
        /// name without a dot (the private network of a container host), use what the server
        /// offers.
        String ssl() {
            boolean near =
                    host.equals("127.0.0.1")
                            || host.equals("::1")
                            || !(host.contains(".") || host.contains(":"));
            return near ? "prefer" : "require";
        }
    }
}

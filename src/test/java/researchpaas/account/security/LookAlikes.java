package researchpaas.account.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Claims of people who are not of `u.ac.jp`, although it looks so. Each is in a token that the
/// provider itself signed.
final class LookAlikes {
    static final String DOMAIN = "u.ac.jp";

    private LookAlikes() {}

    /// @param claims absent ones are null
    record Stranger(String name, Map<String, @Nullable Object> claims) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Map<String, @Nullable Object> member() {
        return claims("taro@" + DOMAIN, DOMAIN, true);
    }

    static List<Stranger> all() {
        List<Stranger> all = new ArrayList<>();
        // another domain that looks like ours: hosted there, verified there
        for (String domain :
                List.of(
                        "evil-u.ac.jp",
                        "u.ac.jp.evil.com",
                        "u.ac.jp.",
                        ".u.ac.jp",
                        "unlisted.u.ac.jp",
                        "u-ac.jp",
                        "u.ac.jpn",
                        "uu.ac.jp",
                        "u.ac",
                        "ac.jp",
                        "xn--u-ogb.ac.jp",
                        "u.\u0430c.jp", // a Cyrillic a
                        "\uff55.ac.jp", // a full-width u
                        "u\u3002ac\u3002jp", // ideographic full stops
                        "u\uff0eac\uff0ejp", // full-width full stops
                        "u\u00ad.ac.jp", // a soft hyphen
                        "u.ac.jp\u0000.evil.com",
                        "u.ac.jp\u200b",
                        "u.ac.jp evil.com",
                        "u.ac.jp,evil.com",
                        "u.ac.jp,lab.u.ac.jp",
                        "u.ac.jp\r\n",
                        " u.ac.jp",
                        "u.ac.jp/",
                        "u.ac.jp%00",
                        "u.ac.jp#",
                        "u.ac.jp:443",
                        "@u.ac.jp",
                        "*",
                        "*.ac.jp",
                        "")) {
            all.add(stranger("hosted at '" + domain + "'", claims("taro@" + domain, domain, true)));
        }
        // the hosted domain is ours in no form that counts
        String ours = "taro@" + DOMAIN;
        all.add(stranger("no hosted domain", without(member(), "hd")));
        all.add(stranger("hosted domain null", with("hd", null)));
        all.add(stranger("hosted domain a list", with("hd", List.of(DOMAIN))));
        all.add(stranger("hosted domain two in a list", with("hd", List.of("evil.com", DOMAIN))));
        all.add(stranger("hosted domain an object", with("hd", Map.of("value", DOMAIN))));
        all.add(stranger("hosted domain true", with("hd", true)));
        all.add(stranger("hosted domain 1", with("hd", 1)));
        all.add(stranger("our address, hosted elsewhere", claims(ours, "evil.com", true)));
        all.add(stranger("our address of a private account", without(member(), "hd")));
        // not verified
        all.add(stranger("not verified", with("email_verified", false)));
        all.add(stranger("verified 'true'", with("email_verified", "true")));
        all.add(stranger("verified 1", with("email_verified", 1)));
        all.add(stranger("verified null", with("email_verified", null)));
        all.add(stranger("verified absent", without(member(), "email_verified")));
        all.add(stranger("verified [true]", with("email_verified", List.of(true))));
        // the address is none, or two
        for (String address :
                List.of(
                        "",
                        "taro",
                        "@" + DOMAIN,
                        "taro@",
                        "taro@evil.com@" + DOMAIN,
                        "taro@" + DOMAIN + "@evil.com",
                        "\"taro@evil.com\"@" + DOMAIN,
                        "taro@" + DOMAIN + ", head@" + DOMAIN,
                        "taro@" + DOMAIN + "\u0000@evil.com",
                        "taro\r\nbcc:x@" + DOMAIN,
                        "<taro@" + DOMAIN + ">",
                        "t\u0430ro@" + DOMAIN,
                        "taro\uff20" + DOMAIN,
                        "taro@u.\u0430c.jp",
                        "t".repeat(300) + "@" + DOMAIN)) {
            all.add(stranger("address '" + shown(address) + "'", with("email", address)));
        }
        all.add(stranger("address null", with("email", null)));
        all.add(stranger("address absent", without(member(), "email")));
        all.add(stranger("address a list", with("email", List.of(ours))));
        return all;
    }

    private static String shown(String address) {
        String clean = address.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
    }

    private static Stranger stranger(String name, Map<String, @Nullable Object> claims) {
        return new Stranger(shown(name), claims);
    }

    private static Map<String, @Nullable Object> claims(
            String address, String domain, boolean verified) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("email", address);
        claims.put("email_verified", verified);
        claims.put("hd", domain);
        claims.put("name", "Taro");
        return claims;
    }

    private static Map<String, @Nullable Object> with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(member());
        claims.put(name, value);
        return claims;
    }

    private static Map<String, @Nullable Object> without(
            Map<String, @Nullable Object> before, String name) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(before);
        claims.remove(name);
        return claims;
    }
}

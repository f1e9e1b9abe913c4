package researchpaas.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.secret.Secrets.Found;
import researchpaas.secret.Secrets.Rotation;

/// What [Secrets] promises. Each test starts with none.
public interface SecretsContract {
    String OLD = key(1);
    String NEW = key(50);
    String NAME = "drive/connection/7";
    String VALUE = "1//0gRefresh-Token ☃ 秘密";

    /// @param keys as `SECRETS_KEY` has them
    Secrets secrets(String keys);

    /// As it is stored.
    String content(String name);

    void setContent(String name, String content);

    private static String key(int first) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Found found(String value) {
        return new Found.Secret(value);
    }

    @Test
    @Asvs({"11.3.1", "11.3.2"})
    default void givesBackWhatWasPutIn() {
        Secrets secrets = secrets(OLD);
        assertThat(secrets.get(NAME)).isEqualTo(new Found.Absent());

        assertThat(secrets.put(NAME, VALUE)).isTrue();
        assertThat(secrets.get(NAME)).isEqualTo(found(VALUE));
        assertThat(secrets.put(NAME, "")).isTrue();
        assertThat(secrets.get(NAME)).isEqualTo(found(""));
        secrets.put("a", "x".repeat(100_000));
        assertThat(secrets.get("a")).isEqualTo(found("x".repeat(100_000)));
        assertThat(secrets.names()).containsExactly("a", NAME);

        assertThat(secrets.forget(NAME)).isTrue();
        assertThat(secrets.get(NAME)).isEqualTo(new Found.Absent());
        assertThat(secrets.forget(NAME)).isFalse();
    }

    @Test
    @Asvs("16.2.5")
    default void showsNothingOfIt() {
        Secrets secrets = secrets(OLD);
        secrets.put(NAME, VALUE);

        assertThat(content(NAME))
                .startsWith("v1.")
                .doesNotContain(VALUE)
                .doesNotContain(Base64.getEncoder().encodeToString(VALUE.getBytes()).substring(4));
        assertThat(secrets.get(NAME).toString()).doesNotContain("Refresh");
        assertThat(secrets(OLD + "," + NEW).toString()).doesNotContain(OLD).doesNotContain(NEW);
    }

    /// Two of the same text look different each time.
    @Test
    @Asvs("11.5.1")
    default void encryptsEachTimeAnew() {
        Secrets secrets = secrets(OLD);
        Set<String> contents = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            secrets.put(NAME, VALUE);
            contents.add(content(NAME));
        }
        assertThat(contents).hasSize(50);
    }

    @Test
    @Asvs("11.3.3")
    default void noticesEveryChangeOfWhatIsStored() {
        Secrets secrets = secrets(OLD);
        secrets.put(NAME, VALUE);
        String content = content(NAME);
        int start = content.lastIndexOf('.') + 1;
        byte[] bytes = Base64.getUrlDecoder().decode(content.substring(start));
        for (int place = 0; place < bytes.length; place++) {
            byte[] changed = bytes.clone();
            changed[place] ^= 1;
            setContent(
                    NAME,
                    content.substring(0, start) + Base64.getUrlEncoder().encodeToString(changed));
            assertThat(secrets.get(NAME)).as("byte %d", place).isEqualTo(new Found.Damaged());
        }
        for (String broken :
                new String[] {
                    "",
                    "v1",
                    content.substring(0, start),
                    content.substring(0, start + 8),
                    content.substring(0, content.length() - 8),
                    content + "!",
                    content.replace("v1.", "v2."),
                    VALUE
                }) {
            setContent(NAME, broken);
            assertThat(secrets.get(NAME)).as(broken).isEqualTo(new Found.Damaged());
        }
        setContent(NAME, content);
        assertThat(secrets.get(NAME)).isEqualTo(found(VALUE));
    }

    /// Whoever may write the table, and knows one secret, gets no other by it.
    @Test
    @Asvs("11.3.3")
    default void noticesASecretUnderAnotherName() {
        Secrets secrets = secrets(OLD);
        secrets.put("a", "for a");
        secrets.put("b", "for b");
        String a = content("a");
        setContent("a", content("b"));
        setContent("b", a);

        assertThat(secrets.get("a")).isEqualTo(new Found.Damaged());
        assertThat(secrets.get("b")).isEqualTo(new Found.Damaged());
    }

    @Test
    default void readsNothingWithAnotherKey() {
        secrets(OLD).put(NAME, VALUE);

        assertThat(secrets(NEW).get(NAME)).isEqualTo(new Found.KeyMissing());
        assertThat(secrets("").get(NAME)).isEqualTo(new Found.KeyMissing());
        assertThat(secrets(NEW).names()).containsExactly(NAME);
    }

    @Test
    default void storesNothingWithoutAKey() {
        Secrets secrets = secrets(" , ");

        assertThat(secrets.put(NAME, VALUE)).isFalse();
        assertThat(secrets.names()).isEmpty();
        assertThat(secrets.rotate().possible()).isFalse();
    }

    @Test
    default void changesToANewKeyAndNeedsTheOldOneNoMore() {
        secrets(OLD).put("a", "for a");
        secrets(OLD).put("b", "for b");
        Secrets both = secrets(NEW + " , " + OLD);
        both.put("c", "for c");
        assertThat(both.get("a")).isEqualTo(found("for a"));

        assertThat(both.rotate()).isEqualTo(new Rotation(2, java.util.List.of(), true));
        assertThat(both.rotate().rotated()).isZero();

        Secrets after = secrets(NEW);
        assertThat(after.get("a")).isEqualTo(found("for a"));
        assertThat(after.get("b")).isEqualTo(found("for b"));
        assertThat(after.get("c")).isEqualTo(found("for c"));
        assertThat(secrets(OLD).get("a")).isEqualTo(new Found.KeyMissing());
    }

    @Test
    default void rotationNamesAndKeepsWhatItCannotRead() {
        secrets(OLD).put("lost", "x");
        secrets(NEW).put("damaged", "y");
        secrets(NEW).put("fine", "z");
        String lost = content("lost");
        setContent("damaged", content("fine"));

        assertThat(secrets(NEW).rotate())
                .isEqualTo(new Rotation(0, java.util.List.of("damaged", "lost"), true));
        assertThat(content("lost")).isEqualTo(lost);
        assertThat(secrets(NEW).get("fine")).isEqualTo(found("z"));
    }

    @Test
    @Asvs("11.2.3")
    default void refusesAKeyThatIsNone() {
        for (String unusable :
                new String[] {
                    "secret",
                    "changeme",
                    Base64.getEncoder().encodeToString(new byte[16]),
                    Base64.getEncoder().encodeToString(new byte[32]),
                    Base64.getEncoder().encodeToString("a".repeat(32).getBytes()),
                    OLD + OLD,
                    OLD + ",x"
                }) {
            assertThatThrownBy(() -> secrets(unusable))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SECRETS_KEY")
                    .hasMessageNotContaining(unusable);
        }
        assertThat(secrets(OLD.replace('+', '-').replace('/', '_')).put("a", "b")).isTrue();
    }
}

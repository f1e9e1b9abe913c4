package researchpaas;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// The test shows that a requirement of OWASP ASVS 5.0.0 holds, and would fail if it did not:
/// `@Asvs("7.2.1")`, `@Asvs({"3.4.3", "3.4.6"})`. Which numbers there are stands in `asvs.txt`
/// beside the test resources; [AsvsTest] counts them. `-Dgroups=asvs` runs these tests alone.
@Documented
@Tag("asvs")
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Asvs.Several.class)
public @interface Asvs {
    String[] value();

    /// What the compiler makes of two on one test.
    @Documented
    @Tag("asvs")
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Several {
        Asvs[] value();
    }
}

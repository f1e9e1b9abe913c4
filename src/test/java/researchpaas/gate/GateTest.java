package researchpaas.gate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;
import researchpaas.doors.DoorsTest;

/// Over a library of its own, so that other tests of doors need not carry what is forbidden here.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DoorsTest
@TestPropertySource(properties = {"doors.library=gate", "spring.test.mockmvc.print=none"})
@interface GateTest {}

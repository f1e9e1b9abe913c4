package researchpaas.doors;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ContextConfiguration;

/// As [DoorsTest], with sign-in on, at a provider that runs beside the tests: see [SignInWorld].
/// All of them share one context, and a clock that can be put ahead ([MovingClock]).
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Doors.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {TemporaryHome.class, WithSignIn.class})
@AutoConfigureMockMvc
public @interface SignedInDoorsTest {}

package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignedInDoorsTest;

@SignedInDoorsTest
class SignInTest {
    @LocalServerPort int port;

    private SignInWorld world;

    @BeforeEach
    void world() {
        world = new SignInWorld(port);
    }

    @Test
    void signsAPersonIn() {
        SignInWorld.Browser browser = world.signedIn(SignInWorld.student());
        assertThat(browser.get("/").body()).contains("sub-student Example");
        System.out.println(browser.secret());
        System.out.println(browser.asking("application/json").get("/auth/me").body());
        System.out.println(world.tokens(SignInWorld.professor()));
    }
}

package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;
import researchpaas.Asvs;
import researchpaas.doors.DoorsTest;

@DoorsTest
class SecurityTest {
    @Autowired ApplicationContext context;

    @Test
    @Asvs("6.3.2")
    void inventsNoUserAndNoPassword() {
        assertThat(context.getBeansOfType(UserDetailsService.class)).isEmpty();
    }
}

package researchpaas.doors;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Sign-in is on, at the tests' provider, for the people of two domains.
final class WithSignIn implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "doors.clock=moving",
                        // all of the tests' people sit at one computer
                        "research-paas.edge.limits.sign-in=0",
                        "research-paas.edge.limits.refused=0",
                        "research-paas.edge.limits.account=0",
                        "research-paas.edge.limits.key=0",
                        "research-paas.auth.enabled=true",
                        // tests come in more often than people
                        "research-paas.edge.limits.sign-in=0",
                        "research-paas.edge.limits.refused=0",
                        "research-paas.auth.allowed-domains=u.ac.jp,lab.u.ac.jp",
                        "research-paas.admin-users=admin@u.ac.jp",
                        "research-paas.auth.roles=prof@u.ac.jp=faculty,lab.u.ac.jp=guest",
                        "research-paas.auth.jwt-secret=" + SignInWorld.JWT_SECRET,
                        "research-paas.auth.provider.issuer=" + TestProvider.running().issuer(),
                        "research-paas.auth.provider.client-id=" + TestProvider.CLIENT,
                        "research-paas.auth.provider.client-secret=client-secret")
                .applyTo(context);
    }
}

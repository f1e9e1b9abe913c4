package researchpaas.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import researchpaas.Asvs;
import researchpaas.edge.RateLimits.Limit;

class RateLimitsTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimits limits =
            new RateLimits(new LimitSettings(6, 3, 2, 4, 3), new StoppedClock(now));

    private record StoppedClock(AtomicLong now) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    @Asvs("2.4.1")
    void saysHowLongToWaitAndRefillsEvenly() {
        for (int i = 0; i < 6; i++) {
            assertThat(limits.take(Limit.ADDRESS, "a")).isEmpty();
        }
        assertThat(limits.take(Limit.ADDRESS, "a")).contains(Duration.ofSeconds(10));
        assertThat(limits.look(Limit.ADDRESS, "a")).contains(Duration.ofSeconds(10));
        assertThat(limits.take(Limit.ADDRESS, "b")).as("somebody else").isEmpty();
        assertThat(limits.take(Limit.SIGN_IN, "a")).as("another limit").isEmpty();

        pass(Duration.ofSeconds(10));
        assertThat(limits.look(Limit.ADDRESS, "a")).isEmpty();
        assertThat(limits.take(Limit.ADDRESS, "a")).isEmpty();
        assertThat(limits.take(Limit.ADDRESS, "a")).isPresent();
    }

    @Test
    void zeroIsNoLimit() {
        RateLimits none = new RateLimits(new LimitSettings(0, 0, 0, 0, 0), new StoppedClock(now));
        for (int i = 0; i < 10_000; i++) {
            assertThat(none.take(Limit.ADDRESS, "a")).isEmpty();
        }
        assertThat(none.size()).isZero();
    }

    @Test
    @Asvs("15.2.2")
    void everNewAddressesCostNoMemory() {
        for (int i = 0; i < 200_000; i++) {
            limits.take(Limit.ADDRESS, "sender" + i);
        }
        assertThat(limits.size()).isLessThanOrEqualTo(50_000);

        pass(Duration.ofMinutes(3));
        assertThat(limits.size()).as("nobody asks any more").isZero();
    }

    @Test
    @Asvs({"2.4.1", "6.3.1"})
    void whoGuessesKeysIsStoppedBeforeHisNextGuessIsLookedAt() throws Exception {
        FilterChain refuses = (_, response) -> ((HttpServletResponse) response).setStatus(401);
        LimitSenders filter = new LimitSenders(limits, tooMany());

        assertThat(answer(filter, guess(), refuses).getStatus()).isEqualTo(401);
        assertThat(answer(filter, guess(), refuses).getStatus()).isEqualTo(401);
        MockHttpServletResponse third =
                answer(
                        filter,
                        guess(),
                        (_, _) -> {
                            throw new AssertionError("nobody looks at it");
                        });
        assertThat(third.getStatus()).isEqualTo(429);
        assertThat(third.getHeader("Retry-After")).isEqualTo("30");

        MockHttpServletRequest session = guess();
        session.removeHeader("X-API-Key");
        assertThat(answer(filter, session, new MockFilterChain()).getStatus())
                .as("people beside him go on")
                .isEqualTo(200);
    }

    @Test
    @Asvs("2.4.1")
    void anAccountIsLimitedWhereverItComesFromAndEachOfItsKeysApart() throws Exception {
        LimitAccounts filter = new LimitAccounts(limits, tooMany());
        int refused = 0;
        for (int i = 0; i < 6; i++) {
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
            request.setRemoteAddr("192.0.2." + i);
            request.setUserPrincipal(() -> "7");
            refused += answer(filter, request, new MockFilterChain()).getStatus() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(2);

        for (String key : new String[] {"rpk_one_x", "rpk_two_x"}) {
            refused = 0;
            for (int i = 0; i < 4; i++) {
                MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
                request.addHeader("Authorization", "Bearer " + key);
                request.setUserPrincipal(() -> "7");
                refused +=
                        answer(filter, request, new MockFilterChain()).getStatus() == 429 ? 1 : 0;
            }
            assertThat(refused).as(key).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, cb007107, 203.0.113.0/24",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64, 20010db80001/48",
        "2001:db8:1:2::9, 20010db800010002/64, 20010db80001/48",
        "::ffff:203.0.113.7, cb007107, 203.0.113.0/24",
        "fe80::1%eth0, fe80000000000000/64, fe8000000000/48",
        "not an address, unknown, unknown",
        "evil.example, unknown, unknown",
    })
    @Asvs("15.3.4")
    void aNetworkOfIpv6CountsAsOneAndTheLogNamesNoDesk(
            String address, String network, String masked) {
        assertThat(SenderAddress.network(address)).isEqualTo(network);
        assertThat(SenderAddress.masked(address)).isEqualTo(masked);
    }

    private static MockHttpServletRequest guess() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/documents/search");
        request.setRemoteAddr("198.51.100.1");
        request.addHeader("X-API-Key", "guess");
        return request;
    }

    private static MockHttpServletResponse answer(
            Filter filter, MockHttpServletRequest request, FilterChain chain) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return response;
    }

    private static TooMany tooMany() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        return new TooMany(new Refusal(messages));
    }
}

package researchpaas.account.security.provider;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.client.RestClient;

/// Sends a browser to the provider, and reads the answer with which it comes back.
public final class SignInAtProvider {
    /// Where the provider sends people back to.
    public static final String CALLBACK = "/auth/callback";

    private final Provider provider;
    private final PendingSignIns pending;
    private final IdTokens idTokens;
    private final List<String> domains;

    /// @param domains of the addresses that may come in
    SignInAtProvider(Provider provider, Clock clock, List<String> domains) {
        this.provider = provider;
        this.pending = new PendingSignIns(provider);
        this.idTokens = new IdTokens(clock);
        this.domains = List.copyOf(domains);
    }

    /// Remembers in the browser's session what the answer must hold.
    ///
    /// @return the provider's page; empty while the provider does not answer
    public Optional<String> leave(HttpServletRequest request, HttpServletResponse response) {
        return provider.registration().map(_ -> address(request, response));
    }

    private String address(HttpServletRequest request, HttpServletResponse response) {
        DefaultOAuth2AuthorizationRequestResolver resolver =
                new DefaultOAuth2AuthorizationRequestResolver(provider);
        resolver.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce()
                        .andThen(question ->
                                question.additionalParameters(parameters -> {
                                    // who has several accounts there chooses, instead of being
                                    // refused with the wrong one again and again
                                    parameters.put("prompt", "select_account");
                                    if (domains.size() == 1) {
                                        parameters.put("hd", domains.getFirst());
                                    }
                                })));
        OAuth2AuthorizationRequest question = resolver.resolve(request, Provider.ID);
        if (question == null) {
            throw new IllegalStateException("The provider is known and is not found");
        }
        pending.saveAuthorizationRequest(question, request, response);
        return question.getAuthorizationRequestUri();
    }

    /// Answers [#CALLBACK]: with the first handler when provider and ID token are in order, its
    /// principal is an OpenID user with the token's claims as they are; with the second otherwise.
    public Filter answers(
            AuthenticationSuccessHandler vouched, AuthenticationFailureHandler refused) {
        OAuth2LoginAuthenticationFilter filter =
                new OAuth2LoginAuthenticationFilter(provider, new NothingKept(), CALLBACK);
        filter.setAuthorizationRequestRepository(pending);
        filter.setAuthenticationManager(new ProviderManager(reading()));
        filter.setAuthenticationSuccessHandler(vouched);
        filter.setAuthenticationFailureHandler(refused);
        return filter;
    }

    private OidcAuthorizationCodeAuthenticationProvider reading() {
        RestClientAuthorizationCodeTokenResponseClient tokens =
                new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(
                RestClient.builder()
                        .requestFactory(OutsideCalls.requests())
                        .requestInterceptor(OutsideCalls.limited())
                        .configureMessageConverters(converters ->
                                converters
                                        .addCustomConverter(new FormHttpMessageConverter())
                                        .addCustomConverter(
                                                new OAuth2AccessTokenResponseHttpMessageConverter()))
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        OidcAuthorizationCodeAuthenticationProvider reading =
                new OidcAuthorizationCodeAuthenticationProvider(
                        question -> withIdToken(tokens.getTokenResponse(question)),
                        // the ID token says all that is asked; the user-info address is not called
                        request -> new DefaultOidcUser(List.of(), request.getIdToken()));
        reading.setJwtDecoderFactory(idTokens);
        return reading;
    }

    private static OAuth2AccessTokenResponse withIdToken(OAuth2AccessTokenResponse answer) {
        if (answer.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN)
                        instanceof String token
                && !token.isBlank()) {
            return answer;
        }
        throw new OAuth2AuthenticationException(
                new OAuth2Error("invalid_id_token", "there is none", null));
    }

    /// The provider's access token opens nothing that the library needs.
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {
        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}

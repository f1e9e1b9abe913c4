package researchpaas.operate.s3;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import researchpaas.operate.ArchivePlaces;
import researchpaas.operate.ArchiveStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/// Makes the client when the first `s3://` address is used: it costs memory that others keep.
@Component
@EnableConfigurationProperties(S3Settings.class)
class S3Places implements ArchivePlaces, DisposableBean {
    private static final Pattern ADDRESS =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9!_.*'()/-]*))?");

    private final S3Settings settings;
    private @Nullable S3Client client;

    S3Places(S3Settings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<ArchiveStore> at(String place) {
        Matcher address = ADDRESS.matcher(place);
        if (!address.matches()) {
            return Optional.empty();
        }
        String prefix = address.group(2) == null ? "" : address.group(2).replaceAll("^/+|/+$", "");
        return Optional.of(
                new S3Archives(
                        client(),
                        address.group(1),
                        prefix.isEmpty() ? "" : prefix + "/",
                        settings.download()));
    }

    private synchronized S3Client client() {
        if (client == null) {
            client = build();
        }
        return client;
    }

    /// Checksums only where a request demands one: other providers refuse Amazon's newer ones, and
    /// each archive has its own.
    private S3Client build() {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(settings.region()))
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .pathStyleAccessEnabled(settings.pathStyle())
                                        // a form of transfer that not every provider takes
                                        .chunkedEncodingEnabled(false)
                                        .build())
                        .credentialsProvider(credentials())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(settings.attempt().dividedBy(6))
                                        .socketTimeout(settings.attempt()))
                        .overrideConfiguration(override ->
                                override.apiCallAttemptTimeout(settings.attempt())
                                        .apiCallTimeout(settings.request())
                                        // four tries, with pauses that grow and vary
                                        .retryStrategy(
                                                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                                        .maxAttempts(4)
                                                        .build()));
        if (!settings.endpoint().isBlank()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        return builder.build();
    }

    private AwsCredentialsProvider credentials() {
        return settings.accessKey().isBlank()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }

    @Override
    public synchronized void destroy() {
        if (client != null) {
            client.close();
        }
    }
}

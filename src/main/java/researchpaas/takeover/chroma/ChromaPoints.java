package researchpaas.takeover.chroma;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import researchpaas.takeover.EarlierPoints;

/// A folder is read from its files, an address over REST. Both give the same points.
@Component
@EnableConfigurationProperties(ChromaSettings.class)
class ChromaPoints implements EarlierPoints {
    private final ChromaSettings settings;

    ChromaPoints(ChromaSettings settings) {
        this.settings = settings;
    }

    @Override
    public Opened open(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return ChromaServer.open(address(place), settings);
        }
        try {
            return ChromaFolder.open(Path.of(place), settings.collection());
        } catch (InvalidPathException e) {
            throw new Unusable(Trouble.NO_STORE, e);
        }
    }

    private static URI address(String place) {
        try {
            URI address = new URI(place.replaceFirst("/+$", ""));
            if (address.getHost() == null
                    || address.getRawUserInfo() != null
                    || address.getRawQuery() != null
                    || address.getRawFragment() != null) {
                throw new Unusable(Trouble.NO_STORE);
            }
            return address;
        } catch (URISyntaxException e) {
            throw new Unusable(Trouble.NO_STORE, e);
        }
    }
}

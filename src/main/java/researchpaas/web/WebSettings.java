package researchpaas.web;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How pages are shown.
///
/// @param zone times are written for it; a browser with JavaScript shows its own
@ConfigurationProperties("research-paas.web")
record WebSettings(@DefaultValue("Asia/Tokyo") ZoneId zone) {}

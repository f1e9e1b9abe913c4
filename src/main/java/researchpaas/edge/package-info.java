/// What stands in front of every door, whoever asks: the request's number, the names that are
/// answered under, proxies, HTTPS, the response's headers, limits of pace and size, the log of
/// requests. A door to all doors: it knows servlets and Tomcat, and nothing of ours.
///
/// Imports Spring Web and Security, Tomcat, Bucket4j. Start at [EdgeConfiguration]. Not here: who
/// somebody is (`account.security`), what he may see (the data layer).
@NullMarked
@ApplicationModule(allowedDependencies = "checkup")
package researchpaas.edge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// What the configuration says of people: who may come in, with which role, in which groups.
///
/// Imports `account`'s root and Spring Boot. Start at [PeopleConfiguration].
@NullMarked
package researchpaas.account.configuration;

import org.jspecify.annotations.NullMarked;

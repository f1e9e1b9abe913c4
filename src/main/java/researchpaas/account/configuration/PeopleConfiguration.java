package researchpaas.account.configuration;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.account.ApplyRoleRules;
import researchpaas.account.Groups;
import researchpaas.account.RoleRules;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeopleSettings.class)
class PeopleConfiguration {
    @Bean
    RoleRules roleRules(PeopleSettings settings) {
        return RoleRules.parse(settings.allowedDomains(), settings.adminUsers(), settings.roles());
    }

    @Bean
    Groups groups(PeopleSettings settings) {
        return ListedGroups.of(settings.groupsFile());
    }

    /// Before the port opens.
    @Bean
    SmartInitializingSingleton rolesFollowTheConfiguration(ApplyRoleRules rules) {
        return rules::apply;
    }
}

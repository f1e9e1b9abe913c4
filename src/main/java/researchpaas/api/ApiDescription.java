package researchpaas.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What `/v3/api-docs` says beside the operations themselves.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Research PaaS")
                                .version("1")
                                .description(
                                        """
                                        The research library of a department: papers, posters and datasets, \
                                        searchable by word and by meaning. Times are ISO 8601 in UTC. Errors are \
                                        `{"detail": "…"}` with a sentence in the language of `Accept-Language` \
                                        (ja or en).\
                                        """))
                .servers(List.of(new Server().url("/")));
    }
}

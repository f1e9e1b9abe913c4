package researchpaas.cli;

import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.DefaultLifecycleProcessor;

/// For commands that work with some parts of the program: none of them runs by itself, such as what
/// follows the database.
class NothingStarts {
    @Bean
    static LifecycleProcessor lifecycleProcessor() {
        return new DefaultLifecycleProcessor() {
            @Override
            public void onRefresh() {}

            @Override
            public void onClose() {}
        };
    }
}

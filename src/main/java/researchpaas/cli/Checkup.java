package researchpaas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.PropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// All checks with the settings, and the few adapters that they ask; nothing of a server. Each part
/// is made when it is asked for, so that one that refuses its settings is a line of the result.
final class Checkup implements AutoCloseable {
    private static final String[] PARTS = {
        "researchpaas.document.jdbc",
        "researchpaas.operate.jdbc",
        "researchpaas.operate.folder",
        "researchpaas.operate.s3",
        "researchpaas.search.onnx",
        "researchpaas.search.gemini",
        "researchpaas.answer.configuration",
        "researchpaas.answer.gemini",
        "researchpaas.answer.openai"
    };

    /// A person waits: outside services are asked once or twice, and soon given up.
    private static final String[] IMPATIENT = {
        "--logging.level.root=OFF",
        "--logging.level.researchpaas=OFF",
        "--research-paas.google-drive.tries=2",
        "--research-paas.google-drive.attempt=8s",
        "--research-paas.google-drive.call=15s",
        "--research-paas.database.start-patience=2s",
        "--research-paas.backup.s3.attempt=8s",
        "--research-paas.backup.s3.request=15s"
    };

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");

    private final ConfigurableApplicationContext context;

    private Checkup(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Checkup open(Messages messages) {
        SpringApplication application = new SpringApplication(NothingStarts.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setAllowBeanDefinitionOverriding(false);
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("sentences", messages);
            register((BeanDefinitionRegistry) context.getBeanFactory());
        });
        return new Checkup(StartFailed.start(application, IMPATIENT));
    }

    private static void register(BeanDefinitionRegistry beans) {
        new ClassPathBeanDefinitionScanner(beans).scan(PARTS);
        for (BeanDefinition check : all(new AssignableTypeFilter(Check.class))) {
            beans.registerBeanDefinition(String.valueOf(check.getBeanClassName()), check);
        }
    }

    private static Set<BeanDefinition> all(TypeFilter which) {
        ClassPathScanningCandidateComponentProvider classes =
                new ClassPathScanningCandidateComponentProvider(false);
        classes.addIncludeFilter(which);
        return classes.findCandidateComponents("researchpaas");
    }

    /// Settings of any part, read as a start would read them.
    private List<Diagnosis> unusableSettings() {
        List<Diagnosis> found = new ArrayList<>();
        Binder binder = Binder.get(context.getEnvironment());
        for (BeanDefinition settings :
                all(new AnnotationTypeFilter(ConfigurationProperties.class))) {
            Class<?> type =
                    ClassUtils.resolveClassName(
                            String.valueOf(settings.getBeanClassName()), context.getClassLoader());
            String prefix =
                    MergedAnnotations.from(type)
                            .get(ConfigurationProperties.class)
                            .getString("value");
            try {
                binder.bindOrCreate(prefix, type);
            } catch (BindException e) {
                String name = e.getName().toString();
                String sentence = UnusableSettingAnalyzer.sentence(e);
                found.add(
                        sentence.equals(name)
                                ? Diagnosis.wrong(Topic.SETTINGS, "setting", variable(name), name)
                                : Diagnosis.wrong(Topic.SETTINGS, "refused", sentence));
            }
        }
        return found;
    }

    /// The variable that a property is read from, as application.yml has it: of several the first
    /// that is set.
    private String variable(String property) {
        for (PropertySource<?> source : context.getEnvironment().getPropertySources()) {
            Object value = source.getProperty(property);
            if (value != null) {
                List<String> variables =
                        VARIABLE.matcher(String.valueOf(value))
                                .results()
                                .map(found -> found.group(1))
                                .toList();
                return variables.stream()
                        .filter(context.getEnvironment()::containsProperty)
                        .findFirst()
                        .or(() -> variables.stream().findFirst())
                        .orElse(property);
            }
        }
        return property;
    }

    /// @param refused what to say of those that refuse their settings, but for what is said already
    List<Check> checks(List<Diagnosis> refused) {
        refused.addAll(unusableSettings());
        List<Check> checks = new ArrayList<>();
        for (String name : context.getBeanNamesForType(Check.class, true, false)) {
            try {
                checks.add(context.getBean(name, Check.class));
            } catch (BeansException e) {
                String sentence = UnusableSettingAnalyzer.sentence(e);
                if (refused.stream().noneMatch(one -> one.values().contains(sentence))) {
                    refused.add(Diagnosis.wrong(Topic.SETTINGS, "refused", sentence));
                }
            }
        }
        return checks;
    }

    @Override
    public void close() {
        context.close();
    }
}

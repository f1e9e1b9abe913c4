package researchpaas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.springframework.modulith.ApplicationModule;

/// Three rules, each with its reason.
@AnalyzeClasses(packages = "researchpaas", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Set<String> DOORS = Set.of("web", "api", "cli", "mcp");

    /// So that a database, an engine or a vendor can be exchanged without reading the core.
    @ArchTest
    static final ArchRule coreKnowsNoTechnology =
            classes()
                    .that(are("in a feature's root", ArchitectureTest::isCore))
                    .should()
                    .onlyDependOnClassesThat(
                            are(
                                    "the JDK, our own features, SLF4J, JSpecify, Spring's stereotypes, transactions",
                                    ArchitectureTest::isAllowedInCore));

    /// So that an adapter can be deleted or copied as an example without dragging another one
    /// along.
    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther =
            slices().assignedFrom(adapters()).should().notDependOnEachOther();

    /// So that nobody can reach past a port.
    @ArchTest
    static final ArchRule adaptersHaveNoPublicTypes =
            classes()
                    .that(are("in an adapter", ArchitectureTest::isAdapter))
                    .and()
                    .areTopLevelClasses()
                    .should()
                    .notBePublic();

    private static boolean isCore(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length == 2 && !DOORS.contains(parts[1]);
    }

    private static boolean isAdapter(JavaClass type) {
        return type.getPackageName().startsWith("researchpaas.")
                && type.getPackageName().split("\\.").length > 2
                && !type.getSimpleName().equals("package-info");
    }

    private static boolean isAllowedInCore(JavaClass type) {
        String name = type.getPackageName();
        return type.isPrimitive()
                || isCore(type)
                || type.isArray() && isAllowedInCore(type.getBaseComponentType())
                || name.startsWith("java.")
                || name.startsWith("jakarta.annotation")
                || name.startsWith("org.slf4j")
                || name.startsWith("org.jspecify")
                || name.startsWith("org.springframework.stereotype")
                || name.startsWith("org.springframework.transaction.annotation")
                || name.equals(ApplicationModule.class.getPackageName())
                // the life of a long-running thread is Spring's business
                || type.getName().equals("org.springframework.context.SmartLifecycle")
                || type.getName().equals("org.springframework.context.Lifecycle")
                || type.getName().equals("org.springframework.context.Phased");
    }

    private static DescribedPredicate<JavaClass> are(
            String what, java.util.function.Predicate<JavaClass> test) {
        return DescribedPredicate.describe(what, test);
    }

    private static SliceAssignment adapters() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String[] parts = type.getPackageName().split("\\.");
                return isAdapter(type)
                        ? SliceIdentifier.of(parts[1], parts[2])
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "adapters";
            }
        };
    }
}

